"""The form of the gallery of components: one field of each kind."""

from django import forms

from concordat.ui import fields

HOW_OFTEN = (("monthly", "Every month"), ("quarterly", "Every quarter"), ("never", "It does not meet"))


class EveryField(forms.Form):
    """One field of each kind, none of which is kept."""

    reason = fields.TextField(label="Reason", hint="In a few words.", width=20)
    progress = fields.LongTextField(label="What has happened since?", rows=3)
    email = fields.EmailField(label="E-mail address", width=30)
    password = fields.PasswordField(label="Password", width=20)
    meetings = fields.WholeNumberField(label="Meetings held", width=3, min_value=0)
    due_on = fields.DateField(label="When will it be done?", hint="For example, 31 3 2027", required=False)
    frequency = fields.RadiosField(
        label="How often does the group meet?", choices=HOW_OFTEN, hints={"never": "Somebody will ask why."}
    )
    partners = fields.CheckboxesField(
        label="Partners who answered", choices=(("police", "Police"), ("council", "Council"), ("trust", "NHS trust"))
    )
    section = fields.SelectField(
        label="Section of the plan", choices=(("", "Choose one"), ("1", "Access"), ("2", "Recovery"))
    )
    plan = fields.UploadField(label="The plan as a Word file", hint="A .docx file of up to 20 MB.")
    agreed = fields.TickField(label="The steering group has agreed this")
