"""The village head's page: what is late and whom to call, the networks side by side, without a name of who is helped.

It counts nothing: every figure comes from `wksbm.portal.actions.numbers`.
"""
