from concordat.accounts.migrations._tables import CreateTables
import concordat.directory.domain.kinds
from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ('directory', '0001_initial'),
        ('directory', '0002_reference_data'),
        ('directory', '0003_contacts_and_leavers'),
        ('directory', '0004_areas_through_time'),
        ('directory', '0005_areas_that_ended'),
        ('directory', '0006_what_localities_covered'),
    ]

    dependencies = [
        # allauth's first, while there are few tables: each of its steps builds the classes of all that the user is tied to.
        ('mfa', '0003_authenticator_type_uniq'),
        ('socialaccount', '0006_alter_socialaccount_extra_data'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Organisation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slug', models.SlugField(max_length=120, unique=True)),
                    ('name', models.CharField(max_length=200)),
                    ('short_name', models.CharField(blank=True, max_length=120)),
                    ('type', models.CharField(choices=[('nhs_commissioner', 'NHS commissioner'), ('mh_trust', 'Mental health trust'), ('ambulance', 'Ambulance service'), ('police', 'Police'), ('local_authority', 'Council'), ('nhs_england', 'NHS England'), ('pcc', 'Police and crime commissioner'), ('acute_trust', 'Acute hospital trust'), ('primary_care', 'Primary care'), ('btp', 'Transport police'), ('probation', 'Probation'), ('fire', 'Fire and rescue'), ('substance_misuse', 'Drug and alcohol service'), ('vcse', 'Voluntary and community'), ('healthwatch', 'Healthwatch'), ('lived_experience', 'People with lived experience'), ('hwb', 'Health and wellbeing board'), ('housing', 'Housing'), ('community_trust', 'Community trust'), ('group', 'Group of partners'), ('other', 'Other')], max_length=30)),
                    ('code', models.CharField(blank=True, max_length=30)),
                    ('starts_on', models.DateField(blank=True, null=True)),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(blank=True, max_length=200)),
                ],
                options={
                    'ordering': ['name'],
                    'constraints': [models.UniqueConstraint(models.F('type'), models.F('code'), condition=models.Q(('code', ''), _negated=True), name='organisation_code_once_a_type'), models.CheckConstraint(condition=models.Q(('starts_on', None), ('ends_on', None), ('starts_on__lte', models.F('ends_on')), _connector='OR'), name='organisation_ends_after_it_starts')],
                },
            ),
            migrations.CreateModel(
                name='Region',
                fields=[
                    ('code', models.CharField(max_length=9, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=60, unique=True)),
                ],
                options={
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='Area',
                fields=[
                    ('code', models.CharField(max_length=9, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=80, unique=True)),
                    ('slug', models.SlugField(max_length=80, unique=True)),
                    ('council', models.CharField(max_length=120)),
                    ('kind', models.CharField(max_length=60)),
                    ('hex_q', models.SmallIntegerField()),
                    ('hex_r', models.SmallIntegerField()),
                    ('hex_label', models.CharField(max_length=6)),
                    ('organisations', models.ManyToManyField(related_name='areas', through='directory.AreaOrganisation', to='directory.organisation')),
                    ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='areas', to='directory.region')),
                    ('ends_on', models.DateField(null=True)),
                ],
                options={
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='Locality',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slug', models.SlugField(max_length=80, unique=True)),
                    ('name', models.CharField(max_length=120, unique=True)),
                    ('areas_note', models.CharField(blank=True, max_length=200)),
                    ('about', models.TextField(blank=True)),
                    ('is_example', models.BooleanField(default=False)),
                    ('created_at', models.DateTimeField()),
                    ('areas', models.ManyToManyField(blank=True, related_name='localities', to='directory.area')),
                    ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='localities', to='directory.region')),
                ],
                options={
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='CrisisService',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120)),
                    ('telephone', models.CharField(blank=True, max_length=40)),
                    ('text_number', models.CharField(blank=True, max_length=40)),
                    ('address', models.CharField(blank=True, max_length=200)),
                    ('hours', models.CharField(max_length=120)),
                    ('for_whom', models.CharField(blank=True, max_length=200)),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('checked_on', models.DateField()),
                    ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='crisis_services', to='directory.locality')),
                ],
                options={
                    'ordering': ['position', 'name'],
                },
            ),
            migrations.CreateModel(
                name='AreaOrganisation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('share', models.FloatField(default=1.0, null=True)),
                    ('is_main', models.BooleanField(default=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='directory.area')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='directory.organisation')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(models.F('area'), models.F('organisation'), name='area_organisation_once')],
                },
            ),
            migrations.CreateModel(
                name='Alias',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.CharField(max_length=200)),
                    ('folded', models.CharField(max_length=200)),
                    ('kind', models.CharField(choices=[('local', 'local'), ('reference', 'reference')], max_length=20)),
                    ('locality', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='aliases', to='directory.locality')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aliases', to='directory.organisation')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(models.F('locality'), models.F('folded'), name='alias_once_a_locality'), models.UniqueConstraint(models.F('organisation'), models.F('text'), condition=models.Q(('locality', None)), name='reference_alias_once_an_organisation'), models.CheckConstraint(condition=models.Q(models.Q(('kind', concordat.directory.domain.kinds.AliasKind['REFERENCE']), ('locality', None)), models.Q(('kind', concordat.directory.domain.kinds.AliasKind['LOCAL']), ('locality__isnull', False)), _connector='OR'), name='alias_is_of_a_locality_or_of_the_reference_data')],
                },
            ),
            migrations.CreateModel(
                name='Partner',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('signatory', 'signatory'), ('supporter', 'supporter'), ('partner', 'partner')], default=concordat.directory.domain.kinds.PartnerKind['PARTNER'], max_length=20)),
                    ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partners', to='directory.locality')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partnerships', to='directory.organisation')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(models.F('locality'), models.F('organisation'), name='partner_once_a_locality')],
                },
            ),
            migrations.CreateModel(
                name='Person',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120)),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='directory.locality')),
                    ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='directory.organisation')),
                    ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to=settings.AUTH_USER_MODEL)),
                    ('is_contact', models.BooleanField(default=False)),
                    ('left_on', models.DateField(null=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(models.F('locality'), models.F('name'), name='person_once_a_locality'), models.CheckConstraint(condition=models.Q(('is_contact', False), models.Q(('organisation__isnull', False), models.Q(('email', ''), _negated=True)), _connector='OR'), name='contact_has_an_organisation_and_an_address')],
                },
            ),
            migrations.CreateModel(
                name='RoleHeld',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(choices=[('lead', 'lead'), ('member', 'member'), ('coordinator', 'coordinator'), ('chair', 'chair'), ('analyst', 'analyst'), ('regional', 'regional'), ('national', 'national'), ('administrator', 'administrator')], max_length=20)),
                    ('since_on', models.DateField()),
                    ('until_on', models.DateField(null=True)),
                    ('locality', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='directory.locality')),
                    ('partner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='directory.partner')),
                    ('region', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='directory.region')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roles_held', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('locality', None), ('partner__isnull', False), ('region', None), ('role', concordat.directory.domain.kinds.Role['LEAD'])), models.Q(('locality__isnull', False), ('partner', None), ('region', None), ('role__in', [concordat.directory.domain.kinds.Role['MEMBER'], concordat.directory.domain.kinds.Role['COORDINATOR'], concordat.directory.domain.kinds.Role['CHAIR'], concordat.directory.domain.kinds.Role['ANALYST']])), models.Q(('locality', None), ('partner', None), ('region__isnull', False), ('role', concordat.directory.domain.kinds.Role['REGIONAL'])), models.Q(('locality', None), ('partner', None), ('region', None), ('role__in', [concordat.directory.domain.kinds.Role['NATIONAL'], concordat.directory.domain.kinds.Role['ADMINISTRATOR']])), _connector='OR'), name='role_is_held_at_its_kind_of_place')],
                },
            ),
            migrations.CreateModel(
                name='Succession',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=30)),
                    ('happened_on', models.DateField()),
                    ('after', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='predecessions', to='directory.organisation')),
                    ('before', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='directory.organisation')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(models.F('before'), models.F('after'), name='succession_once')],
                },
            ),
            migrations.CreateModel(
                name='ReferenceLoad',
                fields=[
                    ('key', models.CharField(max_length=40, primary_key=True, serialize=False)),
                    ('fingerprint', models.CharField(max_length=64)),
                    ('loaded_at', models.DateTimeField()),
                ],
            ),
            migrations.CreateModel(
                name='FormerArea',
                fields=[
                    ('code', models.CharField(max_length=9, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=80)),
                    ('slug', models.SlugField(max_length=80, unique=True)),
                    ('council', models.CharField(max_length=120)),
                    ('kind', models.CharField(max_length=60)),
                    ('ends_on', models.DateField()),
                    ('source', models.CharField(max_length=200)),
                    ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='former_areas', to='directory.region')),
                ],
                options={
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='AreaSuccession',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('after', models.CharField(max_length=9)),
                    ('extent', models.CharField(choices=[('whole', 'whole'), ('most', 'most'), ('part', 'part')], max_length=10)),
                    ('what', models.CharField(max_length=200)),
                    ('happened_on', models.DateField()),
                    ('before', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='successions', to='directory.formerarea')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(models.F('before'), models.F('after'), name='area_succession_once')],
                },
            ),
            migrations.CreateModel(
                name='CoverageChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('holds_from', models.DateField()),
                    ('before', models.JSONField()),
                    ('after', models.JSONField()),
                    ('why', models.CharField(max_length=500)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                    ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='coverage_changes', to='directory.locality')),
                ],
                options={
                    'ordering': ['-pk'],
                },
            ),
        ]),
    ]
