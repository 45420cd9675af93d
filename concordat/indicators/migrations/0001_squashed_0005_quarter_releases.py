from concordat.accounts.migrations._tables import CreateTables
from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ('indicators', '0001_measures'),
        ('indicators', '0002_loading_and_publishing'),
        ('indicators', '0003_figure_releases'),
        ('indicators', '0004_year_releases'),
        ('indicators', '0005_quarter_releases'),
    ]

    dependencies = [
        ('directory', '0003_contacts_and_leavers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Measure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.SlugField(max_length=60)),
                    ('name', models.CharField(max_length=200)),
                    ('question', models.CharField(max_length=300)),
                    ('definition', models.TextField(blank=True)),
                    ('standard', models.CharField(blank=True, max_length=300)),
                    ('source', models.CharField(blank=True, max_length=300)),
                    ('unit', models.CharField(choices=[('count', 'Count'), ('rate', 'Rate'), ('percentage', 'Percentage'), ('minutes', 'Minutes'), ('days', 'Days')], max_length=12)),
                    ('rate_of', models.CharField(blank=True, max_length=60)),
                    ('direction', models.CharField(choices=[('increase', 'Increase'), ('decrease', 'Decrease'), ('neutral', 'Neutral')], max_length=10)),
                    ('frequency', models.CharField(choices=[('week', 'Week'), ('month', 'Month'), ('quarter', 'Quarter'), ('year', 'Year')], max_length=10)),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('created_at', models.DateTimeField()),
                    ('loaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='measures_loaded', to='directory.partner')),
                    ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='directory.locality')),
                    ('due_within_days', models.PositiveSmallIntegerField(default=30)),
                    ('owned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='measures_owned', to='directory.partner')),
                    ('published_at', models.DateTimeField(null=True)),
                    ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('retired_at', models.DateTimeField(null=True)),
                    ('standard_key', models.SlugField(blank=True, max_length=60)),
                ],
                options={
                    'ordering': ['position', 'pk'],
                    'constraints': [models.UniqueConstraint(models.F('locality'), models.F('key'), name='measure_key_once'), models.CheckConstraint(condition=models.Q(('unit', 'rate'), ('rate_of', ''), _connector='OR'), name='measure_only_rate_is_of_something'), models.UniqueConstraint(models.F('locality'), models.F('standard_key'), condition=models.Q(('standard_key', ''), _negated=True), name='measure_of_the_standard_set_once')],
                },
            ),
            migrations.CreateModel(
                name='MeasureTarget',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since_on', models.DateField()),
                    ('value', models.DecimalField(decimal_places=6, max_digits=16, null=True)),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='indicators.measure')),
                ],
                options={
                    'ordering': ['since_on', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Observation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('period_on', models.DateField()),
                    ('breakdown', models.CharField(blank=True, max_length=60)),
                    ('category', models.CharField(blank=True, max_length=80)),
                    ('revision', models.PositiveSmallIntegerField()),
                    ('value', models.DecimalField(decimal_places=6, max_digits=16, null=True)),
                    ('numerator', models.PositiveIntegerField(null=True)),
                    ('denominator', models.PositiveIntegerField(null=True)),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='indicators.measure')),
                    ('load', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='indicators.figureload')),
                ],
                options={
                    'ordering': ['period_on', 'breakdown', 'category', 'revision'],
                    'constraints': [models.UniqueConstraint(models.F('measure'), models.F('period_on'), models.F('breakdown'), models.F('category'), models.F('revision'), name='observation_revision_once'), models.CheckConstraint(condition=models.Q(models.Q(('breakdown', ''), ('category', '')), models.Q(models.Q(('breakdown', ''), _negated=True), models.Q(('category', ''), _negated=True)), _connector='OR'), name='observation_category_with_breakdown'), models.CheckConstraint(condition=models.Q(models.Q(('denominator__isnull', True), ('numerator__isnull', True)), models.Q(('denominator__isnull', False), ('numerator__isnull', False)), _connector='OR'), name='observation_numerator_with_denominator'), models.CheckConstraint(condition=models.Q(('value__gte', 0), ('value__isnull', True), _connector='OR'), name='observation_not_negative'), models.CheckConstraint(condition=models.Q(models.Q(('revision', 1), ('value__isnull', False)), models.Q(('reason', ''), _negated=True), _connector='OR'), name='observation_revision_or_gap_has_reason')],
                },
            ),
            migrations.CreateModel(
                name='ProcessStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('on', models.DateField()),
                    ('reason', models.CharField(max_length=300)),
                    ('at', models.DateTimeField()),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='indicators.measure')),
                    ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['on', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='step_has_reason'), models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), ('withdrawn_at__gte', models.F('at')), _connector='OR'), name='step_withdrawn_after')],
                },
            ),
            migrations.CreateModel(
                name='FigureLoad',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=200)),
                    ('rows', models.JSONField(default=list)),
                    ('created_at', models.DateTimeField()),
                    ('accepted_at', models.DateTimeField(null=True)),
                    ('discarded_at', models.DateTimeField(null=True)),
                    ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figure_loads', to='directory.locality')),
                ],
                options={
                    'ordering': ['-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('accepted_at__isnull', True), ('discarded_at__isnull', True), _connector='OR'), name='load_accepted_or_discarded')],
                },
            ),
            migrations.CreateModel(
                name='SmallNumberSetting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('largest_hidden', models.PositiveSmallIntegerField()),
                    ('rounds_to', models.PositiveSmallIntegerField()),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='small_number_settings', to='directory.locality')),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='FigureRelease',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('period_on', models.DateField()),
                    ('at', models.DateTimeField()),
                    ('largest_hidden', models.PositiveSmallIntegerField()),
                    ('rounds_to', models.PositiveSmallIntegerField()),
                    ('counts', models.JSONField()),
                    ('shown', models.JSONField()),
                    ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='indicators.measure')),
                    ('is_year', models.BooleanField(default=False)),
                    ('is_quarter', models.BooleanField(default=False)),
                ],
                options={
                    'ordering': ['pk'],
                    'indexes': [models.Index(models.F('measure'), models.F('period_on'), name='release_of_period')],
                },
            ),
        ]),
    ]
