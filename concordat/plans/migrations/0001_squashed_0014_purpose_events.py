from concordat.accounts.migrations._tables import CreateTables
from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion

# What search looks through on PostgreSQL. "|" stands between two fields, so that no phrase reaches from one into the
# next; nobody can ask for it. Beside the stems stands what an action is chosen by, so that one index answers for words
# and choices together: "l=7" is its locality, "s=complete" its state, "t=recovery" its theme, "p=police" a type of its
# leads, "d=2026" the year of its last day (2000 for all before) while work is promised. Nobody can ask for a word with
# "=", and words without a place make no phrase.
FACETS = """
    array_to_tsvector(
        ARRAY['l=' || locality_id::text, 's=' || state, 't=' || theme_key]
        || string_to_array('p=' || replace(trim(both '|' from lead_types), '|', '|p='), '|')
        || CASE WHEN end_on IS NOT NULL AND state IN ('not_started', 'in_progress', 'unknown')
           THEN ARRAY['d=' || greatest(2000, extract(year from end_on))::integer::text] ELSE ARRAY[]::text[] END
    )
"""
POSTGRESQL = (
    f"""
    ALTER TABLE plans_searchdocument
        ADD COLUMN words_vector tsvector GENERATED ALWAYS AS (
            to_tsvector('simple'::regconfig, words_stems) || {FACETS}
        ) STORED,
        ADD COLUMN vector tsvector GENERATED ALWAYS AS (
            setweight(to_tsvector('simple'::regconfig, words_stems), 'A') || '''|'':1'::tsvector
            || setweight(to_tsvector('simple'::regconfig, outcome_stems), 'B') || '''|'':1'::tsvector
            || setweight(to_tsvector('simple'::regconfig, leads_stems), 'C') || '''|'':1'::tsvector
            || setweight(to_tsvector('simple'::regconfig, progress_stems), 'D') || {FACETS}
        ) STORED
    """,
    "CREATE INDEX search_document_words_vector ON plans_searchdocument USING gin (words_vector)",
    "CREATE INDEX search_document_vector ON plans_searchdocument USING gin (vector)",
)
SQLITE = (
    """
    CREATE VIRTUAL TABLE plans_search_index
        USING fts5(words, outcome, leads, progress, tokenize = 'unicode61 remove_diacritics 2')
    """,
)


def make_index(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == 'postgresql' else SQLITE:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    # The columns and indexes of PostgreSQL go with their table.
    if schema_editor.connection.vendor != 'postgresql':
        schema_editor.execute('DROP TABLE plans_search_index')


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ('plans', '0001_initial'),
        ('plans', '0002_lead_that_is_nobody'),
        ('plans', '0003_successions_and_proposed_updates'),
        ('plans', '0004_update_sheets_that_come_back'),
        ('plans', '0005_attention_settings'),
        ('plans', '0006_reviews'),
        ('plans', '0007_letters_with_a_new_link'),
        ('plans', '0008_search'),
        ('plans', '0009_search_withheld'),
        ('plans', '0010_outcomes'),
        ('plans', '0011_outcome_wordings'),
        ('plans', '0012_entries_with_facts'),
        ('plans', '0013_search_facets'),
        ('plans', '0014_purpose_events'),
    ]

    dependencies = [
        ('accounts', '0002_messages_by_email'),
        ('directory', '0003_contacts_and_leavers'),
        ('indicators', '0002_loading_and_publishing'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Plan',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=300)),
                    ('front_matter', models.JSONField(default=dict)),
                    ('created_at', models.DateTimeField()),
                    ('locality', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='plan', to='directory.locality')),
                ],
            ),
            migrations.CreateModel(
                name='Action',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField()),
                    ('created_at', models.DateTimeField()),
                    ('update', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.actionupdate')),
                    ('wording', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.actionwording')),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='plans.plan')),
                ],
                options={
                    'ordering': ['number'],
                    'constraints': [models.UniqueConstraint(models.F('plan'), models.F('number'), name='action_number_once_a_plan')],
                },
            ),
            migrations.CreateModel(
                name='ActionTimescale',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.TextField(blank=True)),
                    ('kind', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('quarter', 'quarter'), ('range', 'range'), ('financial_year', 'financial_year'), ('year', 'year'), ('ongoing', 'ongoing'), ('recurring', 'recurring'), ('multiple', 'multiple'), ('unknown', 'unknown')], max_length=20)),
                    ('start_on', models.DateField(null=True)),
                    ('end_on', models.DateField(null=True)),
                    ('recurrence', models.CharField(blank=True, max_length=60)),
                    ('parts', models.JSONField(default=list)),
                    ('reason', models.TextField(blank=True)),
                    ('slips', models.PositiveSmallIntegerField(default=0)),
                    ('first_end_on', models.DateField(null=True)),
                    ('recorded_at', models.DateTimeField()),
                    ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='timescales', to='plans.action')),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('replaces', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.actiontimescale')),
                ],
                options={
                    'ordering': ['recorded_at', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('end_on', None), ('start_on', None)), ('start_on__lte', models.F('end_on')), _connector='OR'), name='timescale_ends_after_it_starts'), models.UniqueConstraint(models.F('replaces'), name='timescale_replaced_once')],
                },
            ),
            migrations.CreateModel(
                name='ActionUpdate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('imported', 'Read from a document'), ('corrected', 'Corrected by the coordinator'), ('reported', 'Said by a lead')], max_length=10)),
                    ('said_on', models.DateField()),
                    ('progress', models.TextField(blank=True)),
                    ('state', models.CharField(choices=[('not_started', 'Not started'), ('in_progress', 'In progress'), ('complete', 'Complete'), ('complete_verified', 'Complete and verified'), ('carried_forward', 'Carried forward'), ('merged', 'Merged'), ('withdrawn', 'Withdrawn'), ('unknown', 'Not known')], max_length=20)),
                    ('confidence', models.CharField(choices=[('red', 'red'), ('amber', 'amber'), ('green', 'green'), ('none', 'none')], max_length=10)),
                    ('state_basis', models.TextField(blank=True)),
                    ('next_step', models.TextField(blank=True)),
                    ('recorded_at', models.DateTimeField()),
                    ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='updates', to='plans.action')),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('timescale', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='updates', to='plans.actiontimescale')),
                    ('source_row', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='updates', to='plans.sourcerow')),
                    ('evidence', models.TextField(blank=True)),
                ],
                options={
                    'ordering': ['recorded_at', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Section',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=300)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sections', to='plans.plan')),
                ],
                options={
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(models.F('plan'), models.F('title'), name='section_title_once_a_plan')],
                },
            ),
            migrations.CreateModel(
                name='ActionWording',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveIntegerField()),
                    ('references', models.JSONField(default=list)),
                    ('text', models.TextField()),
                    ('theme', models.TextField(blank=True)),
                    ('outcome', models.TextField(blank=True)),
                    ('group', models.TextField(blank=True)),
                    ('led_by_text', models.TextField(blank=True)),
                    ('recorded_at', models.DateTimeField()),
                    ('reason', models.TextField(blank=True)),
                    ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='plans.action')),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('section', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='plans.section')),
                    ('source_row', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='plans.sourcerow')),
                ],
                options={
                    'ordering': ['recorded_at', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='ActionLead',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_as_written', models.CharField(max_length=200)),
                    ('role', models.CharField(choices=[('lead', 'lead'), ('support', 'support')], max_length=10)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='leads', to='directory.organisation')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='leads', to='directory.person')),
                    ('wording', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leads', to='plans.actionwording')),
                ],
                options={
                    'ordering': ['position'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('organisation__isnull', False), ('person__isnull', False), _connector='OR'), name='lead_is_somebody')],
                },
            ),
            migrations.CreateModel(
                name='Edition',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('dated_on', models.DateField()),
                    ('title', models.CharField(max_length=300)),
                    ('front_matter', models.JSONField(default=dict)),
                    ('frozen_at', models.DateTimeField()),
                    ('published_at', models.DateTimeField(null=True)),
                    ('frozen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='plans.plan')),
                ],
                options={
                    'ordering': ['-number'],
                    'constraints': [models.UniqueConstraint(models.F('plan'), models.F('number'), name='edition_number_once_a_plan'), models.CheckConstraint(condition=models.Q(('published_at__isnull', False), ('published_by', None), _connector='OR'), name='edition_publisher_has_a_time')],
                },
            ),
            migrations.CreateModel(
                name='EditionEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='plans.action')),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='plans.edition')),
                    ('update', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.actionupdate')),
                    ('wording', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.actionwording')),
                    ('state', models.CharField(choices=[('not_started', 'Not started'), ('in_progress', 'In progress'), ('complete', 'Complete'), ('complete_verified', 'Complete and verified'), ('carried_forward', 'Carried forward'), ('merged', 'Merged'), ('withdrawn', 'Withdrawn'), ('unknown', 'Not known')], max_length=20)),
                    ('said_on', models.DateField()),
                    ('end_on', models.DateField(null=True)),
                    ('slips', models.PositiveSmallIntegerField()),
                ],
                options={
                    'indexes': [models.Index(models.F('edition'), models.F('state'), models.F('end_on'), name='entry_counts')],
                    'constraints': [models.UniqueConstraint(models.F('edition'), models.F('action'), name='entry_once_an_edition')],
                },
            ),
            migrations.CreateModel(
                name='SourceDocument',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=255)),
                    ('format', models.CharField(max_length=10)),
                    ('content', models.BinaryField()),
                    ('size', models.PositiveIntegerField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('uploaded_at', models.DateTimeField()),
                    ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='source_documents', to='directory.locality')),
                    ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='PlanImport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reading', models.JSONField()),
                    ('state', models.CharField(choices=[('open', 'Being reviewed'), ('accepted', 'Accepted'), ('abandoned', 'Given up')], default='open', max_length=10)),
                    ('started_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('edition', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plan_import', to='plans.edition')),
                    ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='directory.locality')),
                    ('started_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='plan_import', to='plans.sourcedocument')),
                ],
                options={
                    'ordering': ['-started_at'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('edition__isnull', False), ('state', 'accepted')), models.Q(models.Q(('state', 'accepted'), _negated=True), ('edition', None)), _connector='OR'), name='accepted_import_made_an_edition')],
                },
            ),
            migrations.CreateModel(
                name='LeadDecision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=200)),
                    ('folded', models.CharField(max_length=200)),
                    ('kind', models.CharField(choices=[('organisation', 'An organisation already known'), ('new', 'A new organisation'), ('person', 'A person'), ('nobody', 'Nobody: the words stay as they were written')], max_length=12)),
                    ('new_name', models.CharField(blank=True, max_length=200)),
                    ('new_type', models.CharField(blank=True, max_length=30)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='directory.organisation')),
                    ('plan_import', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lead_decisions', to='plans.planimport')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(models.F('plan_import'), models.F('folded'), name='lead_decision_once_a_name')],
                },
            ),
            migrations.CreateModel(
                name='Correction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('row', models.PositiveIntegerField(null=True)),
                    ('field', models.CharField(max_length=40)),
                    ('value', models.JSONField(null=True)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('plan_import', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='plans.planimport')),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='SourceRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('index', models.PositiveIntegerField()),
                    ('place', models.JSONField()),
                    ('cells', models.JSONField()),
                    ('status', models.JSONField(default=dict)),
                    ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='source_rows', to='plans.action')),
                    ('plan_import', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='plans.planimport')),
                ],
                options={
                    'ordering': ['index'],
                    'constraints': [models.UniqueConstraint(models.F('plan_import'), models.F('index'), name='source_row_once_an_import')],
                },
            ),
            migrations.CreateModel(
                name='UpdateSheet',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=20, unique=True)),
                    ('format', models.CharField(max_length=10)),
                    ('made_at', models.DateTimeField()),
                    ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='update_sheets', to='directory.partner')),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='update_sheets', to='plans.plan')),
                ],
                options={
                    'ordering': ['-made_at'],
                },
            ),
            migrations.CreateModel(
                name='ActionSuccession',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('merged', 'Became part of'), ('split', 'Was split into')], max_length=10)),
                    ('recorded_at', models.DateTimeField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('earlier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='plans.action')),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='plans.edition')),
                    ('later', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='plans.action')),
                ],
                options={
                    'ordering': ['recorded_at', 'pk'],
                    'constraints': [models.UniqueConstraint(models.F('earlier'), models.F('later'), name='action_succession_once'), models.CheckConstraint(condition=models.Q(('earlier', models.F('later')), _negated=True), name='action_succession_joins_two')],
                },
            ),
            migrations.CreateModel(
                name='ProposedUpdate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('reported', 'What has happened'), ('unchanged', 'Nothing has changed'), ('not_ours', 'This is not ours')], max_length=10)),
                    ('said_by', models.CharField(max_length=200)),
                    ('said_at', models.DateTimeField()),
                    ('progress', models.TextField(blank=True)),
                    ('state', models.CharField(blank=True, choices=[('not_started', 'Not started'), ('in_progress', 'In progress'), ('complete', 'Complete'), ('complete_verified', 'Complete and verified'), ('carried_forward', 'Carried forward'), ('merged', 'Merged'), ('withdrawn', 'Withdrawn'), ('unknown', 'Not known')], max_length=20)),
                    ('confidence', models.CharField(blank=True, choices=[('red', 'red'), ('amber', 'amber'), ('green', 'green'), ('none', 'none')], max_length=10)),
                    ('next_step', models.TextField(blank=True)),
                    ('evidence', models.TextField(blank=True)),
                    ('timescale_text', models.TextField(blank=True)),
                    ('timescale_reason', models.TextField(blank=True)),
                    ('decision', models.CharField(choices=[('waiting', 'Waiting'), ('accepted', 'Accepted'), ('edited', 'Accepted with changes'), ('sent_back', 'Sent back'), ('replaced', 'Answered again')], default='waiting', max_length=10)),
                    ('decided_at', models.DateTimeField(null=True)),
                    ('note', models.TextField(blank=True)),
                    ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposed_updates', to='plans.action')),
                    ('based_on', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.actionupdate')),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('partner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposed_updates', to='directory.partner')),
                    ('update', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposed_update', to='plans.actionupdate')),
                    ('confidence_text', models.TextField(blank=True)),
                    ('overruled_reason', models.TextField(blank=True)),
                    ('row', models.PositiveIntegerField(null=True)),
                    ('state_text', models.TextField(blank=True)),
                    ('sheet_return', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposed_updates', to='plans.sheetreturn')),
                    ('keeps_date', models.BooleanField(default=False)),
                    ('request', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposed_updates', to='plans.reviewrequest')),
                ],
                options={
                    'ordering': ['said_at', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decision', 'waiting')), models.Q(models.Q(('decision', 'waiting'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='proposal_decided_has_a_time'), models.CheckConstraint(condition=models.Q(('decision__in', ['accepted', 'edited']), ('update', None), _connector='OR'), name='proposal_refused_made_no_update')],
                },
            ),
            migrations.CreateModel(
                name='UpdateSheetLine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.action')),
                    ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='plans.updatesheet')),
                    ('update', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.actionupdate')),
                    ('wording', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.actionwording')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(models.F('sheet'), models.F('action'), name='line_once_a_sheet')],
                },
            ),
            migrations.CreateModel(
                name='SheetReturn',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sha256', models.CharField(max_length=64)),
                    ('said_by', models.CharField(max_length=200)),
                    ('returned_at', models.DateTimeField()),
                    ('overruled_reason', models.TextField(blank=True)),
                    ('findings', models.JSONField(default=list)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.sourcedocument')),
                    ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='plans.updatesheet')),
                ],
                options={
                    'ordering': ['-returned_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='AttentionSetting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('soon_days', models.PositiveSmallIntegerField()),
                    ('stale_days', models.PositiveSmallIntegerField()),
                    ('endless_days', models.PositiveSmallIntegerField()),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attention_settings', to='directory.locality')),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='EvidenceFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=255)),
                    ('format', models.CharField(max_length=10)),
                    ('content', models.BinaryField()),
                    ('size', models.PositiveIntegerField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('uploaded_at', models.DateTimeField()),
                    ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence_files', to='plans.proposedupdate')),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='Review',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('meeting', models.CharField(max_length=200)),
                    ('meeting_on', models.DateField()),
                    ('answer_by', models.DateField()),
                    ('words', models.TextField(blank=True)),
                    ('remind_before', models.PositiveSmallIntegerField()),
                    ('remind_after', models.PositiveSmallIntegerField()),
                    ('opened_at', models.DateTimeField()),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('edition', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='review', to='plans.edition')),
                    ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='plans.plan')),
                ],
                options={
                    'ordering': ['-number'],
                    'constraints': [models.UniqueConstraint(models.F('plan'), models.F('number'), name='review_number_once_a_plan'), models.UniqueConstraint(models.F('plan'), condition=models.Q(('closed_at', None)), name='one_open_review_a_plan'), models.CheckConstraint(condition=models.Q(('answer_by__lte', models.F('meeting_on'))), name='review_answers_before_it_meets'), models.CheckConstraint(condition=models.Q(('closed_at__isnull', False), models.Q(('closed_by', None), ('edition', None)), _connector='OR'), name='review_closer_has_a_time')],
                },
            ),
            migrations.CreateModel(
                name='ReviewRequest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('secret', models.CharField(max_length=64, unique=True)),
                    ('asked_at', models.DateTimeField()),
                    ('opened_at', models.DateTimeField(null=True)),
                    ('revoked_at', models.DateTimeField(null=True)),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='review_requests', to='directory.partner')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='review_requests', to='directory.person')),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='plans.review')),
                    ('revoked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(models.F('review'), models.F('person'), condition=models.Q(('revoked_at', None)), name='person_asked_once_a_review'), models.UniqueConstraint(models.F('review'), models.F('partner'), condition=models.Q(('person', None), ('revoked_at', None)), name='nobody_named_once_a_partner'), models.CheckConstraint(condition=models.Q(('revoked_at__isnull', False), ('revoked_by', None), _connector='OR'), name='request_revoker_has_a_time')],
                },
            ),
            migrations.CreateModel(
                name='ReviewQuestion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.action')),
                    ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='plans.reviewrequest')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(models.F('request'), models.F('action'), name='action_asked_once_a_request')],
                },
            ),
            migrations.CreateModel(
                name='ReviewLetter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('asked', 'Asked'), ('again', 'Asked again, with a new link'), ('chased', 'Chased'), ('reminded', 'Reminded'), ('sent_back', 'An answer sent back')], max_length=10)),
                    ('on', models.DateField()),
                    ('message', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='review_letter', to='accounts.message')),
                    ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='plans.reviewrequest')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(models.F('request'), models.F('on'), condition=models.Q(('kind__in', ['asked', 'chased', 'reminded'])), name='one_letter_a_day_of_a_request')],
                },
            ),
            migrations.CreateModel(
                name='SearchedLocality',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('names', models.CharField(max_length=64)),
                    ('locality', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='searched', to='directory.locality')),
                ],
            ),
            migrations.CreateModel(
                name='SearchDocument',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('not_started', 'Not started'), ('in_progress', 'In progress'), ('complete', 'Complete'), ('complete_verified', 'Complete and verified'), ('carried_forward', 'Carried forward'), ('merged', 'Merged'), ('withdrawn', 'Withdrawn'), ('unknown', 'Not known')], max_length=20)),
                    ('end_on', models.DateField(null=True)),
                    ('theme', models.CharField(blank=True, max_length=200)),
                    ('theme_key', models.CharField(blank=True, max_length=60)),
                    ('leads', models.TextField(blank=True)),
                    ('lead_types', models.CharField(blank=True, max_length=400)),
                    ('words_stems', models.TextField(blank=True)),
                    ('outcome_stems', models.TextField(blank=True)),
                    ('leads_stems', models.TextField(blank=True)),
                    ('progress_stems', models.TextField(blank=True)),
                    ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='search_document', to='plans.editionentry')),
                    ('locality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='search_documents', to='directory.locality')),
                    ('has_withheld', models.BooleanField(default=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['theme_key'], name='search_document_theme')],
                },
            ),
            migrations.CreateModel(
                name='SearchWord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('word', models.CharField(max_length=40)),
                    ('stem', models.CharField(max_length=40)),
                    ('locality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='search_words', to='directory.locality')),
                ],
                options={
                    'indexes': [models.Index(fields=['word'], name='search_word_word'), models.Index(fields=['stem'], name='search_word_stem')],
                    'constraints': [models.UniqueConstraint(models.F('locality'), models.F('word'), name='search_word_once_a_locality')],
                },
            ),
            migrations.CreateModel(
                name='Priority',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('statement', models.CharField(max_length=300)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='priorities', to='directory.locality')),
                    ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['position', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Outcome',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.CharField(max_length=300)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('priority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='plans.priority')),
                    ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['position', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='ActionMeasure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measure_ties', to='plans.action')),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='action_ties', to='indicators.measure')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(models.F('action'), models.F('measure'), condition=models.Q(('ended_at__isnull', True)), name='action_measure_tied_once'), models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('at')), _connector='OR'), name='action_measure_ends_after_it_began')],
                },
            ),
            migrations.CreateModel(
                name='OutcomeAction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcome_ties', to='plans.action')),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='action_ties', to='plans.outcome')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(models.F('outcome'), models.F('action'), condition=models.Q(('ended_at__isnull', True)), name='outcome_action_tied_once')],
                },
            ),
            migrations.CreateModel(
                name='OutcomeMeasure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcome_ties', to='indicators.measure')),
                    ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measure_ties', to='plans.outcome')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(models.F('outcome'), models.F('measure'), condition=models.Q(('ended_at__isnull', True)), name='outcome_measure_tied_once')],
                },
            ),
            migrations.CreateModel(
                name='OutcomeWording',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.CharField(max_length=300)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='plans.outcome')),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='PriorityWording',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.CharField(max_length=300)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('priority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='plans.priority')),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='OutcomeEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('ended', 'Ended'), ('reopened', 'Reopened'), ('moved', 'Moved')], max_length=10)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('moved_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.priority')),
                    ('moved_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.priority')),
                    ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='plans.outcome')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'moved'), ('moved_from__isnull', False), ('moved_to__isnull', False)), models.Q(models.Q(('kind', 'moved'), _negated=True), ('moved_from__isnull', True), ('moved_to__isnull', True)), _connector='OR'), name='outcome_moved_from_one_to_another')],
                },
            ),
            migrations.CreateModel(
                name='PriorityEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('ended', 'Ended'), ('reopened', 'Reopened'), ('moved', 'Moved')], max_length=10)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('priority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='plans.priority')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind', 'moved'), _negated=True), name='priority_is_never_moved')],
                },
            ),
        ]),
        migrations.RunPython(make_index, drop_index),
    ]
