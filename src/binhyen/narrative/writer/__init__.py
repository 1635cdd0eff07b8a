"""From figures to text: templates in plain Vietnamese with measures inside, written with amounts. Pure Python."""
