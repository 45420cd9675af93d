from concordat.accounts.migrations._tables import CreateTables
from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ('assurance', '0001_declarations'),
        ('assurance', '0002_checks'),
        ('assurance', '0003_signature_reminders'),
        ('assurance', '0004_delivery_tallies'),
    ]

    dependencies = [
        ('accounts', '0004_letters_by_address'),
        ('directory', '0003_contacts_and_leavers'),
        ('plans', '0011_outcome_wordings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Declaration',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('begun_at', models.DateTimeField()),
                    ('declared_on', models.DateField(null=True)),
                    ('submitted_at', models.DateTimeField(null=True)),
                    ('ending', models.CharField(blank=True, choices=[('dropped', 'Dropped as a draft'), ('replaced', 'Replaced by the next version'), ('withdrawn', 'Withdrawn')], max_length=10)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ending_reason', models.TextField(blank=True)),
                    ('begun_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='directory.locality')),
                    ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('wording', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assurance.declarationwording')),
                ],
                options={
                    'ordering': ['-number'],
                    'constraints': [models.UniqueConstraint(models.F('locality'), models.F('number'), name='declaration_number_once_a_locality'), models.UniqueConstraint(models.F('locality'), condition=models.Q(('ended_at', None), ('submitted_at', None)), name='one_draft_declaration_a_locality'), models.UniqueConstraint(models.F('locality'), condition=models.Q(('ended_at', None), ('submitted_at__isnull', False)), name='one_standing_declaration_a_locality'), models.CheckConstraint(condition=models.Q(models.Q(('declared_on', None), ('submitted_at', None), ('submitted_by', None)), models.Q(('declared_on__isnull', False), ('submitted_at__isnull', False)), _connector='OR'), name='declaration_made_has_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None), ('ending', '')), models.Q(models.Q(('ending', ''), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='declaration_ended_says_how'), models.CheckConstraint(condition=models.Q(('ending', ''), models.Q(('ending', 'dropped'), ('submitted_at', None)), models.Q(('ending__in', ['replaced', 'withdrawn']), ('submitted_at__isnull', False)), _connector='OR'), name='declaration_ends_as_what_it_is')],
                },
            ),
            migrations.CreateModel(
                name='DeclarationPaper',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=255)),
                    ('format', models.CharField(max_length=10)),
                    ('content', models.BinaryField()),
                    ('size', models.PositiveIntegerField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('uploaded_at', models.DateTimeField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('declaration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='assurance.declaration')),
                ],
            ),
            migrations.CreateModel(
                name='DeclarationWording',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=200)),
                    ('parts', models.JSONField(default=list)),
                    ('areas_note', models.CharField(blank=True, max_length=200)),
                    ('pattern_version', models.CharField(max_length=20)),
                    ('recorded_at', models.DateTimeField()),
                    ('areas', models.ManyToManyField(blank=True, related_name='+', to='directory.area')),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('declaration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='assurance.declaration')),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='Signatory',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('signatory', 'Signatory'), ('supporter', 'Supporter')], max_length=10)),
                    ('named_at', models.DateTimeField()),
                    ('left_out_at', models.DateTimeField(null=True)),
                    ('declaration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatories', to='assurance.declaration')),
                    ('left_out_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('named_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.partner')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(models.F('declaration'), models.F('partner'), name='signatory_once_a_declaration')],
                },
            ),
            migrations.CreateModel(
                name='SignatureRequest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120)),
                    ('email', models.EmailField(max_length=254)),
                    ('words', models.TextField(blank=True)),
                    ('secret', models.CharField(max_length=64, unique=True)),
                    ('asked_at', models.DateTimeField()),
                    ('opened_at', models.DateTimeField(null=True)),
                    ('declined_at', models.DateTimeField(null=True)),
                    ('declined_words', models.TextField(blank=True)),
                    ('revoked_at', models.DateTimeField(null=True)),
                    ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('message', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signature_request', to='accounts.message')),
                    ('revoked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('signatory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='assurance.signatory')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(models.F('signatory'), condition=models.Q(('revoked_at', None)), name='one_link_a_signatory')],
                },
            ),
            migrations.CreateModel(
                name='Signature',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('how', models.CharField(choices=[('link', 'link'), ('room', 'room')], max_length=5)),
                    ('name', models.CharField(max_length=120)),
                    ('role', models.CharField(max_length=120)),
                    ('offer', models.TextField(blank=True)),
                    ('signed_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('taken_back_at', models.DateTimeField(null=True)),
                    ('taken_back_reason', models.TextField(blank=True)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('paper', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='assurance.declarationpaper')),
                    ('signatory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='assurance.signatory')),
                    ('taken_back_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('wording', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='assurance.declarationwording')),
                    ('request', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='assurance.signaturerequest')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(models.F('signatory'), models.F('wording'), condition=models.Q(('taken_back_at', None)), name='signed_once_a_wording'), models.CheckConstraint(condition=models.Q(models.Q(('how', 'link'), ('paper', None), ('request__isnull', False)), models.Q(('how', 'room'), ('paper__isnull', False), ('request', None)), _connector='OR'), name='signed_by_a_link_or_on_paper')],
                },
            ),
            migrations.CreateModel(
                name='PlanSubmission',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('words', models.TextField(blank=True)),
                    ('criteria_version', models.CharField(max_length=20)),
                    ('submitted_at', models.DateTimeField()),
                    ('taken_back_at', models.DateTimeField(null=True)),
                    ('outcome', models.CharField(blank=True, choices=[('approved', 'Approved'), ('changes_requested', 'Changes asked for')], max_length=20)),
                    ('note', models.TextField(blank=True)),
                    ('decided_at', models.DateTimeField(null=True)),
                    ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('declaration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan_submissions', to='assurance.declaration')),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='plans.edition')),
                    ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan_submissions', to='directory.locality')),
                    ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('taken_back_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-number'],
                    'constraints': [models.UniqueConstraint(models.F('locality'), models.F('number'), name='plan_submission_number_once_a_locality'), models.UniqueConstraint(models.F('locality'), condition=models.Q(('decided_at', None), ('taken_back_at', None)), name='one_submission_waits_a_locality'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('decided_at__isnull', False), ('taken_back_at', None)), _connector='OR'), name='submission_decided_says_how')],
                },
            ),
            migrations.CreateModel(
                name='Judgement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('criterion', models.CharField(max_length=40)),
                    ('verdict', models.CharField(choices=[('met', 'Met'), ('in_part', 'Met in part'), ('not_met', 'Not met')], max_length=10)),
                    ('note', models.TextField(blank=True)),
                    ('computed', models.JSONField(default=dict)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='assurance.plansubmission')),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='ChangePoint',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('criterion', models.CharField(max_length=40)),
                    ('words', models.TextField()),
                    ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='points', to='assurance.plansubmission')),
                ],
                options={
                    'ordering': ['number'],
                    'constraints': [models.UniqueConstraint(models.F('submission'), models.F('number'), name='point_once_a_submission')],
                },
            ),
            migrations.CreateModel(
                name='PointAnswer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('words', models.TextField()),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('point', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='assurance.changepoint')),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='SignatureReminder',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('on', models.DateField()),
                    ('message', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signature_reminder', to='accounts.message')),
                    ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='assurance.signaturerequest')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(models.F('request'), models.F('on'), name='one_reminder_a_day_of_a_request')],
                },
            ),
            migrations.CreateModel(
                name='DeliveryTally',
                fields=[
                    ('edition', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='delivery_tally', serialize=False, to='plans.edition')),
                    ('promised', models.PositiveIntegerField()),
                    ('begun', models.PositiveIntegerField()),
                    ('verified', models.PositiveIntegerField()),
                ],
            ),
        ]),
    ]
