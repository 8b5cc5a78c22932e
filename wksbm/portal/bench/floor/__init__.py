"""The floor: a minimal Django project over the registry's rows, with its own settings, models and pages.

It shares no code with the portal, so that nothing that makes the portal slow can make the floor slow. It is fixed:
sign-in required, session in the database, whole objects, a bare template; no compression, no translation, no static
files. Do not make it do more.
"""
