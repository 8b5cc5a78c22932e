from django.db import migrations

from pmks_cases.actions import category_list


class Migration(migrations.Migration):
    dependencies = [("pmks_cases", "0004_categories_and_what_networks_make_of_them")]

    operations = [
        # Going back needs nothing: the tables themselves go with the migration before.
        migrations.RunPython(lambda apps, _editor: category_list.load(apps), migrations.RunPython.noop)
    ]
