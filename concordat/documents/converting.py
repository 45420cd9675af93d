"""Has LibreOffice, where it is installed, turn older kinds of document into .docx, shut off from all but that file."""

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess  # nosec B404
import tempfile
from functools import cache
from pathlib import Path
from typing import Literal

from concordat.documents.domain import Refused

Kind = Literal["doc", "rtf"]

_SECONDS = 60.0  # a plan takes two to six, of which two are for starting
_MOST_BYTES = 20 * 1024 * 1024
_PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
_WORDS: dict[Kind, str] = {
    "doc": "a Word document of the kind used before 2007",
    "rtf": "a rich text file",
}
# The filter is named, so that LibreOffice does not go by the content to one that opens something else.
_FILTERS: dict[Kind, str] = {"doc": "MS Word 97", "rtf": "Rich Text Format"}
# Four times what LibreOffice takes; blocks are of 512 bytes, memory is in kilobytes. Where a system lacks a limit,
# the others hold.
_LIMITS = 'ulimit -f 400000; ulimit -t 120; ulimit -v 6000000 2>/dev/null; exec "$@"'
_NOWHERE = ("127.0.0.1", "9")  # the port where, by agreement, whatever comes is thrown away


def to_word(content: bytes, *, kind: Kind, name: str, seconds: float = _SECONDS) -> bytes:
    """The bytes of a .docx that holds the same as a .doc or .rtf file.

    LibreOffice runs in a folder of its own that is gone afterwards, with no macros, no network and no links to other
    files, for at most `seconds`. Raises `Refused` where it is not installed, fails, or takes longer.
    """
    program = _program()
    if program is None:
        raise Refused(
            "kind-not-read",
            f"{name} is {_WORDS[kind]}, which can't be read here: open it and save it as a Word document (.docx), "
            "then upload that.",
        )
    with tempfile.TemporaryDirectory(prefix="concordat-") as folder:
        made = _convert(Path(folder), program, content, kind, name, seconds)
        if not made.is_file() or made.stat().st_size > _MOST_BYTES:
            raise Refused(
                "damaged",
                f"{name} is {_WORDS[kind]}, and it can't be opened: check that it opens in Word, save it as a Word "
                "document (.docx) and upload that.",
            )
        return made.read_bytes()


def _convert(folder: Path, program: str, content: bytes, kind: Kind, name: str, seconds: float) -> Path:
    """Runs LibreOffice in a folder and says where its output should be."""
    given = folder / f"plan.{kind}"
    given.write_bytes(content)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
    # No word of the file, nor its name, is on the command line.
    command = [
        *("/bin/sh", "-c", _LIMITS, "sh"),
        *_without_network(),
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        f"--infilter={_FILTERS[kind]}",
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "made")),
        str(given),
    ]
    process = subprocess.Popen(  # nosec B603
        command,
        cwd=folder,
        # All that LibreOffice keeps for itself goes into the folder; no address of a proxy or a display comes in.
        env={"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise Refused(
            "too-slow",
            f"{name} is {_WORDS[kind]} and takes too long to open: open it in Word, save it as a Word document (.docx) "
            "and upload that.",
        ) from None
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        _remove_pipe(profile)
    return folder / "made" / "plan.docx"


def _program() -> str | None:
    if os.name != "posix":
        return None  # how it is kept within bounds is the way of Unix
    return next((path for path in map(shutil.which, _PROGRAMS) if path), None)


@cache
def _without_network() -> tuple[str, ...]:
    """What stands before a command so that it has no network at all, where the system lets us; else nothing.

    The settings below keep LibreOffice from the network too; this holds whatever its settings make of a link.
    """
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    cut_off = (unshare, "--map-root-user", "--net")
    tried = subprocess.run([*cut_off, "true"], capture_output=True, check=False)  # nosec B603
    return cut_off if tried.returncode == 0 else ()


def _settings() -> str:
    """LibreOffice's own settings: macros off, links never followed, and whatever is asked for sent nowhere."""
    common, inet = "/org.openoffice.Office.Common", "/org.openoffice.Inet/Settings"
    host, port = _NOWHERE
    values = [
        (f"{common}/Security/Scripting", "MacroSecurityLevel", "3"),
        (f"{common}/Security/Scripting", "DisableMacrosExecution", "true"),
        (f"{common}/Security/Scripting", "DisableActiveContent", "true"),
        (f"{common}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
        ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
        (inet, "ooInetProxyType", "2"),
        *((inet, f"ooInet{kind}ProxyName", host) for kind in ("HTTP", "HTTPS", "FTP")),
        *((inet, f"ooInet{kind}ProxyPort", port) for kind in ("HTTP", "HTTPS", "FTP")),
        (inet, "ooInetNoProxy", ""),
    ]
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{key}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, key, value in values
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>"
    )


def _remove_pipe(profile: Path) -> None:
    """LibreOffice always keeps its pipe outside any folder given to it, named by a hash, and leaves it when killed."""
    digest = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    hashed = "".join(f"{byte:x}" for byte in digest)
    for folder in ("/tmp", "/var/tmp"):  # nosec B108
        for pipe in Path(folder).glob(f"OSL_PIPE_*_SingleOfficeIPC_{hashed}"):
            pipe.unlink(missing_ok=True)
