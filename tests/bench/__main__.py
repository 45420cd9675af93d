"""`make bench`: how fast we are beside a named peer or a floor, measured in one run so that the ratio travels."""

from tests.bench import exporting, formats, members, nation, pages, reading, search, sheets, starting


def main() -> None:
    reading.measure()
    sheets.measure()
    formats.measure()
    exporting.measure()
    pages.measure()
    members.measure()
    nation.measure()
    search.measure()
    starting.measure()


if __name__ == "__main__":
    main()
