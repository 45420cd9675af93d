"""Form fields that draw themselves as the design system's inputs: `form.reason.as_field_group()`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.template import loader
from django.utils.safestring import SafeString, mark_safe

DETERMINERS = frozenset({"a", "an", "the", "your", "their", "our", "this", "that", "one", "any", "who", "what", "how"})
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Design:
    """How a field looks; a field takes these as keywords, and so does `as_field_group`.

    `size` of the label: "" (plain), "s", "m", "l" or "xl". `width` of the input in characters: 2, 3, 4, 5, 10, 20 or
    30; none is as wide as its column. `hints`: for choices, from value to the words under it. `is_heading`: the
    label is the heading of the page.
    """

    size: str = "s"
    width: int | None = None
    rows: int = 4
    hints: Mapping[Any, str] = field(default_factory=dict)
    is_heading: bool = False
    is_inline: bool = False
    is_small: bool = False
    is_label_hidden: bool = False


LIMITS = {
    validators.MinValueValidator: "Enter %(limit_value)s or more",
    validators.MaxValueValidator: "Enter %(limit_value)s or less",
    validators.MaxLengthValidator: "Use %(limit_value)s characters or fewer: there are %(show_value)s",
}
DESIGN_WORDS = frozenset(Design.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    words: str
    hint: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """A field as its template needs it: label, hint, error and what was entered, in finished words."""

    kind: str
    id: str
    name: str
    label: str
    hint: str
    error: str
    value: str
    parts: Mapping[str, str]
    choices: tuple[Choice, ...]
    attributes: Mapping[str, str]
    design: Design


def field_group(bound: BoundField, *, label: str | None = None, hint: str | None = None, **design: Any) -> SafeString:
    """Draw any form's field, ours or a library's, with its label, hint and error.

    `label` and `hint` stand in for the field's own; `design` for words of its `Design`.
    """
    group = _present(bound, replace(getattr(bound.field, "design", Design()), **design), label, hint)
    # The template escapes what it prints; without the mark its caller would escape it all again.
    return mark_safe(loader.get_template("ui/field_group.jinja").render({"group": group}))  # nosec B308 B703


def first_error(bound: BoundField) -> str:
    """What to do first about a field; a library's "This field is required." is put into words that say what."""
    for error in bound.errors.as_data():
        if error.code == "required" and not isinstance(bound.field, Designed):
            return _what_to_do("Enter", str(bound.label))
        return str(error.messages[0])
    return ""


def error_target(bound: BoundField) -> str:
    """The id of the input that an error summary leads to."""
    return f"{bound.auto_id}-day" if isinstance(bound.field.widget, DatePartsInput) else bound.auto_id


class DesignedBoundField(BoundField):
    """A field of a form, drawn as the design system's input."""

    def as_field_group(self, **options: Any) -> SafeString:  # type: ignore[override]
        """Draw the field; takes what `field_group` takes. A form may have another field drawn right below it."""
        below = getattr(self.form, "drawn_below", {}).get(self.name)
        drawn = field_group(self, **options)
        return drawn + field_group(self.form[below]) if below else drawn


class Designed(forms.Field):
    """What all our fields share: the design's words as keywords, and an error that says what to do."""

    bound_field_class = DesignedBoundField
    verb = "Enter"

    def __init__(self, *, hint: str = "", **options: Any) -> None:
        design = {word: options.pop(word) for word in DESIGN_WORDS & options.keys()}
        self.design = Design(**design)
        super().__init__(help_text=hint, **options)
        for validator in self.validators:
            if words := LIMITS.get(type(validator)):
                validator.message = words
        if "required" not in (options.get("error_messages") or {}):
            self.error_messages["required"] = _what_to_do(self.verb, str(self.label or "an answer").strip())


class TextField(Designed, forms.CharField):
    """One line."""


class LongTextField(Designed, forms.CharField):
    """Several lines."""

    widget = forms.Textarea


class EmailField(Designed, forms.EmailField):
    """An e-mail address."""

    default_error_messages = {"invalid": "Enter an e-mail address, such as name@example.org"}  # noqa: RUF012

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs.setdefault("autocomplete", "email")


class PasswordField(Designed, forms.CharField):
    """A password, never stripped and never shown again."""

    widget = forms.PasswordInput

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, **options)


class WholeNumberField(Designed, forms.IntegerField):
    """A whole number, typed into a plain input: browsers' number inputs change when a wheel turns."""

    widget = forms.TextInput
    default_error_messages = {"invalid": "Enter a whole number, such as 12"}  # noqa: RUF012

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs.setdefault("inputmode", "numeric")


class RadiosField(Designed, forms.ChoiceField):
    """One of a few, all in sight."""

    widget = forms.RadioSelect
    verb = "Choose"


class SelectField(Designed, forms.ChoiceField):
    """One of many."""

    widget = forms.Select
    verb = "Choose"


class CheckboxesField(Designed, forms.MultipleChoiceField):
    """Any of a few."""

    widget = forms.CheckboxSelectMultiple
    verb = "Choose"


class TickField(Designed, forms.BooleanField):
    """One box to tick, whose label stands beside it."""

    verb = "Tick"


class UploadField(Designed, forms.FileField):
    """A file, through the browser's own input: the scripted one hides its label from voice control."""

    widget = forms.FileInput
    verb = "Choose"
    default_error_messages = {  # noqa: RUF012
        "empty": "The file is empty. Choose another one.",
        "invalid": "Choose a file",
        "missing": "Choose a file",
    }


class DatePartsInput(forms.Widget):
    """Day, month and year in three inputs; the month may be a word."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str]:
        return {part: str(data.get(f"{name}-{part}", "")).strip() for part in ("day", "month", "year")}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return all(f"{name}-{part}" not in data for part in ("day", "month", "year"))


class DateField(Designed):
    """A day: day, month and year in three inputs; gives a `date`, or None where it may be left empty."""

    widget = DatePartsInput
    default_error_messages = {"invalid": "Enter a real date, such as 31 3 2027"}  # noqa: RUF012

    def clean(self, value: Any) -> date | None:
        if isinstance(value, date):
            return value
        entered = {part: words for part, words in (value or {}).items() if words}
        if not entered:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        missing = [part for part in ("day", "month", "year") if part not in entered]
        if missing:
            raise ValidationError(f"The date must include a {' and a '.join(missing)}", code="incomplete")
        day = self._read(entered)
        self.run_validators(day)
        return day

    def _read(self, entered: Mapping[str, str]) -> date:
        month = entered["month"].lower()
        try:
            number = int(month) if month.isdigit() else MONTHS.index(month[:3]) + 1
            if int(entered["year"]) < 1000:
                raise ValidationError("Write the year with four figures, such as 2027", code="invalid")
            return date(int(entered["year"]), number, int(entered["day"]))
        except ValueError as reason:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from reason

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _date_parts(initial) != _date_parts(data)


def _present(bound: BoundField, design: Design, label: str | None, hint: str | None) -> FieldGroup:
    widget = bound.field.widget
    value = bound.value()
    is_parts = isinstance(widget, DatePartsInput)
    return FieldGroup(
        kind=bound.widget_type,
        id=bound.auto_id,
        name=bound.html_name,
        label=str(bound.label if label is None else label),
        hint=str((bound.help_text or "") if hint is None else hint),
        error=first_error(bound),
        value="" if is_parts or value is None else str(value),
        parts=_date_parts(value) if is_parts else {},
        choices=tuple(_choices(bound.field, value, design)),
        attributes={
            name: str(worth)
            for name, worth in widget.attrs.items()
            if name in ("autocomplete", "inputmode", "spellcheck", "accept")
        },
        design=design,
    )


def _choices(choice_field: forms.Field, value: Any, design: Design) -> Iterator[Choice]:
    entered = value if isinstance(value, list | tuple | set) else (value,)
    chosen = {str(one) for one in entered if one is not None}
    for worth, words in _flat(getattr(choice_field, "choices", ())):
        yield Choice(str(worth), str(words), str(design.hints.get(worth, "")), str(worth) in chosen)


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for worth, words in choices:
        if isinstance(words, list | tuple):
            yield from _flat(words)
        else:
            yield worth, words


def _date_parts(value: Any) -> dict[str, str]:
    if isinstance(value, date):
        return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
    return {part: str((value or {}).get(part, "")) for part in ("day", "month", "year")}


def _what_to_do(verb: str, label: str) -> str:
    """Choose the edition (for "Edition"), enter your name ("Your name"), answer “Who says so?”."""
    if label.endswith("?") or verb == "Tick":
        return f"{'Answer' if label.endswith('?') else verb} “{label}”"
    first = label.split()[0]
    words = label if any(letter.isupper() for letter in first[1:]) else label[0].lower() + label[1:]
    return f"{verb} {words}" if first.lower() in DETERMINERS else f"{verb} the {words}"
