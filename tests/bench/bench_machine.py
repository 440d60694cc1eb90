"""What machine and what versions: kinds and numbers, no host name, no user, no clock."""

import os
import pathlib
import platform
import subprocess


def first_value(path, key):
    for line in pathlib.Path(path).read_text(errors="replace").splitlines():
        if line.startswith(key):
            return line.split(":", 1)[1].strip()
    return "unknown"


def package(name):
    found = subprocess.run(["dpkg-query", "-W", "-f=${Version}", name], capture_output=True, text=True)
    return found.stdout.strip() or "not installed"


def record():
    memory = int(first_value("/proc/meminfo", "MemTotal").split()[0]) / 1024 / 1024
    system = pathlib.Path("/etc/os-release").read_text()
    return {
        "processor": first_value("/proc/cpuinfo", "model name"),
        "cores": os.cpu_count(),
        "memory_gib": round(memory, 1),
        "system": next(line.split("=", 1)[1].strip('"') for line in system.splitlines() if line.startswith("PRETTY_NAME")),
        "kernel": platform.release(),
        "compiler": "g++ " + subprocess.run(["g++", "-dumpfullversion"], capture_output=True, text=True).stdout.strip(),
        "load_before": os.getloadavg()[0],
        "packages": {name: package(name) for name in
                     ("libgdal32", "python3-networkx", "python3-scipy", "python3-numpy", "python3-igraph",
                      "postgresql-15-pgrouting", "grass-core")},
    }
