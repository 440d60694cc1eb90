#pragma once
// Ctrl-C: the signal only sets a flag; long loops call throw_if_interrupted() and unwind, so that nothing is left
// half-written.

namespace maillage {

// Sets the flag on SIGINT, SIGTERM and SIGHUP (unless under nohup); a second signal kills at once. Calls
// that wait (reading a pipe) end with EINTR. Call once, from main.
void install_interrupt_handler();
void request_interrupt() noexcept;
[[nodiscard]] bool interrupted() noexcept;
// Throws Error(interrupted) once the flag is set.
void throw_if_interrupted();

}  // namespace maillage
