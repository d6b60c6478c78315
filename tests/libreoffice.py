"""LibreOffice without a window: what it reads in a file."""

import shutil
import subprocess

INSTALLED = shutil.which("soffice") is not None
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76"


def converted(path, to, suffix):
    """A file as LibreOffice writes it in another format, as text."""
    command = ["soffice", f"-env:UserInstallation=file://{path.parent}/profile", "--headless", "--convert-to", to]
    subprocess.run([*command, "--outdir", path.parent / "out", path], check=True, capture_output=True, timeout=300)
    return (path.parent / "out" / path.with_suffix(suffix).name).read_text("utf-8-sig")
