"""Older documents through LibreOffice: the same as .docx, nothing fetched, nothing left behind, and plain refusals."""

import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import docx
import pytest

from concordat.documents import converting, read
from concordat.documents.domain import Refused
from tests.documents.building import grid, only_table, words

RICH = (
    rb"{\rtf1\ansi\ansicpg1252{\colortbl;\red255\green192\blue0;}\pard Ashby\rquote s plan\par"
    rb"\trowd\clcbpat1\cellx2000\cellx4000\pard\intbl Ref\cell Action\cell\row"
    rb"\trowd\cellx2000\cellx4000\pard\intbl 1.1\cell Meet {\strike weekly} monthly\cell\row\pard Agreed\par}"
)


def refusal(content, name, **rest):
    with pytest.raises(Refused) as caught:
        converting.to_word(content, kind="rtf", name=name, **rest)
    return caught.value


def pipes():
    return {path for folder in ("/tmp", "/var/tmp") for path in Path(folder).glob("OSL_PIPE_*")}


@pytest.fixture
def workplace(tmp_path, monkeypatch):
    """The folder that temporary folders are made in."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture(scope="module")
def office(program):
    return program("soffice", "libreoffice")


def test_rich_text_is_read_as_word_would(office):
    document = read(RICH, name="plan.rtf")
    table = only_table(document)
    assert (document.format, document.findings) == ("rtf", ())
    assert words(document) == ["Ashby’s plan", "Agreed"]
    assert grid(table) == [["Ref", "Action"], ["1.1", "Meet  monthly"]]
    assert (table.rows[0].cells[0].fill, table.rows[1].cells[1].struck_text) == ("FFC000", "weekly")


def test_rich_text_by_the_name_of_doc_is_no_surprise(office):
    assert read(RICH, name="plan.doc").findings == ()


def converted(office, folder, path, kind):
    """A file of another kind, made by LibreOffice as a person would make it."""
    profile = (folder / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    return (folder / f"{path.stem}.{kind}").read_bytes()


@pytest.fixture(scope="module")
def visits():
    """The addresses that were asked of a server on this machine."""
    asked = []

    class Door(BaseHTTPRequestHandler):
        def __getattr__(self, name):
            if not name.startswith("do_"):
                raise AttributeError(name)
            asked.append(self.path)
            return lambda: self.send_error(404)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def linked(office, visits, tmp_path_factory):
    """An old Word document with a picture that it only links to, on the server above."""
    folder = tmp_path_factory.mktemp("linked")
    document = docx.Document()
    document.add_paragraph("Agree the plan")
    picture = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
        "53de0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
    )
    (folder / "dot.png").write_bytes(picture)
    document.add_picture(str(folder / "dot.png"))
    (part,) = [link for link in document.part.rels.values() if link.reltype.endswith("/image")]
    outside = document.part.rels.get_or_add_ext_rel(part.reltype, f"{visits[0]}/dot.png")
    for picture in document.element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"):
        attribute = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
        del picture.attrib[attribute + "embed"]
        picture.set(attribute + "link", outside)
    document.save(folder / "linked.docx")
    made = converted(office, folder, folder / "linked.docx", "doc")
    assert visits[1], "LibreOffice as people run it follows the link"
    return made


@pytest.mark.parametrize("shut_off", ["by the system", "by its settings"])
def test_nothing_that_a_document_points_at_is_fetched(linked, visits, shut_off, monkeypatch):
    if shut_off == "by its settings":
        monkeypatch.setattr(converting, "_without_network", lambda: ())
    visits[1].clear()
    assert "Agree the plan" in words(read(linked, name="plan.doc"))
    assert visits[1] == []


def test_nothing_is_left_behind(office, workplace):
    before = pipes()
    read(RICH, name="plan.rtf")
    for seconds in (0.2, 1.0):
        refusal(RICH, "plan.rtf", seconds=seconds)
    assert list(workplace.iterdir()) == []
    patience = time.monotonic() + 30  # others may be converting too: theirs go by themselves
    while pipes() - before and time.monotonic() < patience:
        time.sleep(0.2)
    assert pipes() - before == set()


def test_conversion_that_takes_too_long_is_ended_with_its_children(office, workplace):
    refused = refusal(RICH, "plan.rtf", seconds=0.5)
    assert refused.code == "too-slow"
    assert re.fullmatch(r"plan\.rtf [^\n]+ upload that\.", refused.message)
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert [line for line in running.splitlines() if str(workplace) in line] == []


def test_what_libreoffice_cannot_open_is_refused(office):
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + os.urandom(4096)
    with pytest.raises(Refused) as caught:
        converting.to_word(content, kind="doc", name="plan.doc")
    assert caught.value.code == "damaged"


def test_document_is_refused_where_libreoffice_is_not_installed(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    refused = refusal(RICH, "plan.rtf")
    assert refused.code == "kind-not-read"
    assert refused.message.endswith("save it as a Word document (.docx), then upload that.")


def compound(*streams, start=b""):
    """The beginning of a compound file whose directory names some streams."""
    entries = b""
    for stream in streams:
        name = stream.encode("utf-16-le") + b"\x00\x00"
        entries += (name.ljust(64, b"\x00") + len(name).to_bytes(2, "little")).ljust(128, b"\x00")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00") + start.ljust(512, b"\x00") + entries


REFUSED = {
    "locked": (compound("WordDocument", start=b"\xec\xa5\xc1\x00" + bytes(7) + b"\x13"), "password-protected"),
    "with macros": (compound("WordDocument", "_VBA_PROJECT", start=b"\xec\xa5\xc1\x00" + bytes(8)), "macros"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_old_word_document_that_is_not_safe_is_refused_unopened(case, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: pytest.fail("was opened"))
    content, code = REFUSED[case]
    with pytest.raises(Refused) as caught:
        read(content, name="plan.doc")
    assert caught.value.code == code
