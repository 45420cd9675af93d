from concordat.accounts.migrations._tables import CreateTables
from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ('frameworks', '0001_initial'),
        ('frameworks', '0002_reference_data'),
    ]

    dependencies = [
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Framework',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.SlugField(max_length=60)),
                    ('version', models.CharField(max_length=20)),
                    ('title', models.CharField(max_length=200)),
                    ('source', models.CharField(max_length=300)),
                    ('licence', models.CharField(max_length=200)),
                    ('note', models.TextField(blank=True)),
                    ('valid_from', models.DateField(null=True)),
                    ('valid_to', models.DateField(null=True)),
                    ('fingerprint', models.CharField(blank=True, max_length=64)),
                ],
                options={
                    'ordering': ['title', 'version'],
                    'constraints': [models.UniqueConstraint(models.F('key'), models.F('version'), name='framework_version_once')],
                },
            ),
            migrations.CreateModel(
                name='Theme',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=40)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('title', models.CharField(max_length=300)),
                    ('framework', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='themes', to='frameworks.framework')),
                ],
                options={
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(models.F('framework'), models.F('key'), name='theme_once_a_framework')],
                },
            ),
            migrations.CreateModel(
                name='Item',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=40)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('text', models.CharField(max_length=500)),
                    ('note', models.CharField(blank=True, max_length=300)),
                    ('links', models.JSONField(default=list)),
                    ('theme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='frameworks.theme')),
                ],
                options={
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(models.F('theme'), models.F('key'), name='item_once_a_theme')],
                },
            ),
        ]),
    ]
