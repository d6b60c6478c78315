"""A headless Chromium driven over a pipe, as a person would use it: typing, clicking, looking."""

import base64
import json
import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 60


class Browser:
    """One page of a browser; `asked` is every address that the page asked for, `said` what went wrong in it."""

    def __init__(self, write, read):
        self._write, self._read = write, read
        self._number, self._session, self._rest = 0, None, b""
        self.asked, self.said = [], []

    def call(self, method, **params):
        """Ask the browser for something and wait for its answer; what it tells meanwhile is kept."""
        self._number += 1
        session = {"sessionId": self._session} if self._session else {}
        message = json.dumps({"id": self._number, "method": method, "params": params, **session})
        os.write(self._write, message.encode() + b"\0")
        while True:
            told = self._next()
            if told.get("id") == self._number:
                assert "error" not in told, told["error"]
                return told["result"]
            if told.get("method") == "Network.requestWillBeSent":
                self.asked.append(told["params"]["request"]["url"])
            if told.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded"):
                self.said.append(told["params"])

    def _next(self):
        while b"\0" not in self._rest:
            chunk = os.read(self._read, 1 << 16)
            assert chunk, "the browser has gone"
            self._rest += chunk
        message, _, self._rest = self._rest.partition(b"\0")
        return json.loads(message)

    def open(self, url, width=1280, height=800, dark=False):
        """Open a page in a window of its own."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Network", "Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 500
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])
        self.call("Page.navigate", url=url)
        self.wait_for("document.readyState === 'complete'")

    def ask(self, expression):
        """The value of an expression in the page."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait_for(self, expression):
        """Wait until an expression holds."""
        script = f"""new Promise((done, fail) => {{
            const end = Date.now() + {PATIENCE * 1000};
            const look = () => ({expression}) ? done(true) : Date.now() > end ? fail("in vain") : setTimeout(look, 20);
            look();
        }})"""
        assert self.ask(script)

    def click(self, selector):
        """Click in the middle of an element."""
        x, y = self.middle(selector)
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def middle(self, selector):
        """Where the middle of an element is, in pixels."""
        box = self.box(selector)
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def box(self, selector):
        return self.ask(f"document.querySelector({json.dumps(selector)}).getBoundingClientRect().toJSON()")

    def type(self, text):
        """Write where the focus is."""
        self.call("Input.insertText", text=text)

    def press(self, name):
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=name, code=name)

    def text(self, selector):
        return self.ask(f"document.querySelector({json.dumps(selector)}).innerText")

    def screenshot(self):
        """The page as a PNG."""
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])


@contextmanager
def browser():
    """A browser that is gone when the tests are done with it."""
    to_read, write = os.pipe()
    read, to_write = os.pipe()
    with tempfile.TemporaryDirectory(prefix="kurilnames-", ignore_cleanup_errors=True) as profile:

        def wire():
            os.dup2(to_read, 13)
            os.dup2(to_write, 14)
            os.dup2(13, 3)
            os.dup2(14, 4)

        arguments = "--headless=new --no-sandbox --disable-gpu --no-first-run --remote-debugging-pipe".split()
        process = subprocess.Popen(
            [PROGRAM, *arguments, f"--user-data-dir={profile}", "about:blank"],
            preexec_fn=wire,
            close_fds=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_read)
        os.close(to_write)
        try:
            yield Browser(write, read)
        finally:
            process.terminate()
            process.wait(PATIENCE)
            os.close(write)
            os.close(read)
