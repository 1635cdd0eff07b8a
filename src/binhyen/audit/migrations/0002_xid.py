"""Entries written before have no number: they are older than any watermark. So no table is written anew."""

from django.db import migrations, models

from binhyen.database.fields import WritingTransaction


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_initial"),
    ]

    operations = [
        migrations.AddField("entry", "xid", models.BigIntegerField(null=True, editable=False)),
        migrations.AlterField(
            "entry", "xid", models.BigIntegerField(null=True, editable=False, db_default=WritingTransaction())
        ),
        migrations.AddIndex("entry", models.Index(fields=["xid"], name="entry_of_transaction")),
    ]
