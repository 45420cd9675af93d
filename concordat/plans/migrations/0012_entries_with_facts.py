from datetime import date

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def copy_facts(apps, schema_editor):
    """What the update of each entry says, beside the entry."""
    EditionEntry = apps.get_model("plans", "EditionEntry")
    update = apps.get_model("plans", "ActionUpdate").objects.filter(pk=OuterRef("update"))
    EditionEntry.objects.update(
        state=Subquery(update.values("state")),
        said_on=Subquery(update.values("said_on")),
        end_on=Subquery(update.values("timescale__end_on")),
        slips=Subquery(update.values("timescale__slips")),
    )


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0011_outcome_wordings'),
    ]

    operations = [
        migrations.AddField(
            model_name='editionentry',
            name='state',
            field=models.CharField(choices=[('not_started', 'Not started'), ('in_progress', 'In progress'), ('complete', 'Complete'), ('complete_verified', 'Complete and verified'), ('carried_forward', 'Carried forward'), ('merged', 'Merged'), ('withdrawn', 'Withdrawn'), ('unknown', 'Not known')], default='unknown', max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='editionentry',
            name='said_on',
            field=models.DateField(default=date(1970, 1, 1)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='editionentry',
            name='end_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='editionentry',
            name='slips',
            field=models.PositiveSmallIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.RunPython(copy_facts, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='editionentry',
            index=models.Index('edition', 'state', 'end_on', name='entry_counts'),
        ),
    ]
