"""Keeps what may be chosen in open cells as data validation."""

from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation

_LONGEST = 255  # characters of a list that a validation may hold itself
_NAME = "Choices"


class Choices:
    """The lists of one workbook; those that a validation can't hold itself stand on a hidden sheet."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._columns: dict[tuple[str, ...], int] = {}

    def validation(self, choices: tuple[str, ...]) -> DataValidation:
        """A new validation for cells of one sheet."""
        joined = ",".join(choices)
        is_short = len(joined.encode("utf-16-le")) <= 2 * _LONGEST and not any(
            set(choice) & set(',"') for choice in choices
        )
        if is_short and not joined.startswith("="):
            formula = f'"{joined}"'
        else:
            column = self._columns.setdefault(choices, len(self._columns) + 1)
            letter = _letters(column)
            formula = f"'{_NAME}'!${letter}$1:${letter}${len(choices)}"
        return DataValidation(
            type="list",
            formula1=formula,
            allow_blank=True,
            showErrorMessage=True,
            errorTitle="Choose from the list",
            error="Choose one of the answers in the list, or leave the cell as it was.",
        )

    def write(self) -> None:
        """Write the hidden sheet, if any list needs it, after all others."""
        if not self._columns:
            return
        sheet = self._book.create_sheet(_NAME)
        sheet.sheet_state = "hidden"
        sheet.protection.sheet = True
        for choices, column in self._columns.items():
            for row, choice in enumerate(choices, start=1):
                cell = sheet.cell(row, column)
                cell.value = choice
                cell.data_type = "s"


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
