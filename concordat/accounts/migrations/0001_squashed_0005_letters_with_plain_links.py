from concordat.accounts.migrations._tables import CreateTables
from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion
import django.db.models.functions.text


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ('accounts', '0001_initial'),
        ('accounts', '0002_messages_by_email'),
        ('accounts', '0003_invitations'),
        ('accounts', '0004_letters_by_address'),
        ('accounts', '0005_letters_with_plain_links'),
    ]

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('email', models.EmailField(max_length=254, unique=True)),
                    ('name', models.CharField(max_length=200)),
                    ('is_active', models.BooleanField(default=True)),
                    ('joined_at', models.DateTimeField(auto_now_add=True)),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_once_whatever_its_case')],
                },
            ),
            migrations.CreateModel(
                name='AuditEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('command', models.CharField(max_length=80)),
                    ('subject', models.CharField(max_length=200)),
                    ('detail', models.JSONField(default=dict)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='Message',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=150, unique=True)),
                    ('to_address', models.EmailField(max_length=254)),
                    ('to_name', models.CharField(blank=True, max_length=200)),
                    ('subject', models.CharField(max_length=200)),
                    ('text', models.TextField()),
                    ('link_path', models.CharField(blank=True, max_length=200)),
                    ('link_secret', models.CharField(blank=True, max_length=64)),
                    ('written_at', models.DateTimeField()),
                    ('not_before', models.DateTimeField()),
                    ('state', models.CharField(choices=[('waiting', 'Waiting to be sent'), ('handing_over', 'Being handed over'), ('sent', 'Sent'), ('bounced', 'The address does not take mail'), ('uncertain', 'May have been sent'), ('failed', 'Could not be sent')], default='waiting', max_length=15)),
                    ('claimed_until', models.DateTimeField(null=True)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('sent_at', models.DateTimeField(null=True)),
                    ('reference', models.CharField(blank=True, max_length=200)),
                    ('failure', models.TextField(blank=True)),
                ],
                options={
                    'ordering': ['written_at', 'pk'],
                    'indexes': [models.Index(models.F('state'), models.F('not_before'), name='message_to_be_sent'), models.Index(django.db.models.functions.text.Lower('to_address'), name='message_by_address')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', False), _connector='OR'), name='message_sent_has_a_time'), models.CheckConstraint(condition=models.Q(('link_secret', ''), models.Q(('link_path', ''), _negated=True), _connector='OR'), name='message_secret_has_a_link')],
                },
            ),
            migrations.CreateModel(
                name='Invitation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('secret', models.CharField(max_length=64, unique=True)),
                    ('words', models.CharField(max_length=300)),
                    ('about', models.CharField(db_index=True, max_length=60)),
                    ('invited_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('used_at', models.DateTimeField(null=True)),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('invited_at'))), name='invitation_lives_after_it_is_written'), models.CheckConstraint(condition=models.Q(('used_at', None), ('withdrawn_at', None), _connector='OR'), name='invitation_is_used_or_withdrawn')],
                },
            ),
        ]),
    ]
