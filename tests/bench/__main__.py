"""`make bench`: how fast we are beside a named peer or a floor, measured in one run so that the ratio travels."""

from tests.bench import pages, reading, sheets


def main() -> None:
    reading.measure()
    sheets.measure()
    pages.measure()


if __name__ == "__main__":
    main()
