"""What a locality breaks a measure of its own down by, in its words."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("indicators", "0005_quarter_releases")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="measure",
            name="breakdowns",
            field=models.JSONField(default=list),
        ),
    ]
