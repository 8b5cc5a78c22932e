"""How fast the portal is, measured against a floor that nobody can lower.

The floor is the least that Django does for the same page over the same rows: sign-in required, session in the
database, a bare template. Floor and portal run side by side on one synthetic registry and are asked in alternation,
because minutes apart the same page differs by 1.7. What is reported is the ratio, with its bar.

    people      invented families of a neighbourhood
    registry    a database of its own, filled once and kept for the next run
    floor       the floor: a Django project of its own
    servers     gunicorn for both, asked over kept connections
    pages       which pages are asked, how, and where their bars lie
    measuring   turns, percentiles, pages a second, statements
    imports     a residents file of 10,000 rows
    report      the table and the JSON
"""
