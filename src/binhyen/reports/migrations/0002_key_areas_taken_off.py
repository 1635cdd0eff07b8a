from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="keyareacount",
            name="transformed_on",
            field=models.DateField(null=True),
        ),
    ]
