"""Opens pages in Chromium without a screen, without a network, and reads back what they say."""

import pathlib
import re
import shutil
import subprocess
import tempfile

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND",
         "--disable-background-networking", "--no-first-run", "--allow-file-access-from-files"]


def chromium(page, *arguments):
    """Standard output and the lines of the page's console."""
    with tempfile.TemporaryDirectory(prefix="maillage-chromium-") as profile:
        done = subprocess.run([PROGRAM, *FLAGS, f"--user-data-dir={profile}", "--enable-logging=stderr", *arguments, page.as_uri()],
                              capture_output=True, text=True, check=False, timeout=180, encoding="utf-8")
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return done.stdout, [line for line in done.stderr.splitlines() if ":CONSOLE" in line or "ERROR:console" in line]


def allow(text, script):
    """The page with one more script, which its policy then has to admit: for tests only."""
    text, times = re.subn(r"script-src '", "script-src 'unsafe-inline' 'was-", text, count=1)
    if times != 1:
        raise AssertionError("the page has no policy")
    text = re.sub(r"'was-sha256-[^']*'", "", text, count=1)
    return text.replace("</body>", f"<script>{script}</script></body>")


def ask(page, script, width, height=800):
    """What `script` (the body of a function that returns a text) says inside the page at this width.

    The page is shown in a frame: Chromium's own windows do not get as narrow as a telephone.
    """
    with tempfile.TemporaryDirectory(prefix="maillage-page-") as name:
        folder = pathlib.Path(name)
        body = f"parent.postMessage(String((() => {{ {script} }})()), '*');"
        (folder / "inside.html").write_text(allow(page.read_text(encoding="utf-8"), body), encoding="utf-8")
        (folder / "frame.html").write_text(
            "<!DOCTYPE html><meta charset=utf-8><body><pre id=said></pre><script>"
            "addEventListener('message', (event) => { document.getElementById('said').textContent = 'said:' + event.data; });"
            f"</script><iframe src='inside.html' width='{width}' height='{height}' style='border:0'></iframe>", encoding="utf-8")
        dom, console = chromium(folder / "frame.html", "--window-size=1500,1000", "--virtual-time-budget=20000", "--dump-dom")
    found = re.search(r'<pre id="said">said:(.*?)</pre>', dom, re.DOTALL)
    if found is None:
        raise AssertionError(f"the page said nothing: {dom[:300]} {console}")
    return found.group(1)
