from pathlib import Path

import pytest
from invented import invented

from policycascade.errors import PolicyCascadeError
from policycascade.reports.files import (
    WRITERS,
    Subject,
    at_hand,
    render,
    write_charts,
    write_report,
)

SUBJECTS = [Subject(*invented()), Subject(invented()[0])]


@pytest.mark.parametrize("subject", SUBJECTS, ids=["pair", "corpus"])
@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_format_is_written_and_the_same_twice(
    subject: Subject, form: str, lang: str, tmp_path: Path
) -> None:
    if form not in at_hand():
        pytest.skip(f"what {form} needs is not installed")
    one = write_report(subject, form, tmp_path / f"1.{form}", lang)
    two = write_report(subject, form, tmp_path / f"2.{form}", lang)
    assert one
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


@pytest.mark.parametrize("form", ["xlsx", "docx", "csv"])
def test_what_is_no_text_cannot_go_to_standard_output(form: str) -> None:
    with pytest.raises(PolicyCascadeError, match="-o"):
        render(SUBJECTS[0], form, "zh")


@pytest.mark.parametrize(("subject", "names"), [(SUBJECTS[0], 5), (SUBJECTS[1], 2)])
def test_each_picture_is_a_file(subject: Subject, names: int, tmp_path: Path) -> None:
    written = write_charts(subject, tmp_path, "报告", "zh")
    assert len(written) == names
    assert all(path.read_text("utf-8").startswith("<svg") for path in written)


def test_pictures_for_papers_are_png(tmp_path: Path) -> None:
    written = write_charts(SUBJECTS[0], tmp_path, "报告", "zh", "png")
    assert len(written) == 5
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in written)
