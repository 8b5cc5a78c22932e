"""Reading residents from the spreadsheets that villages have.

``residents.read_residents`` is the way in. Below it: ``reader`` (looks at the file and starts a child
process with limits), ``sheets`` (runs in that child: opens it, finds the heading, drops what is not
kept), ``columns`` (which heading means what) and ``rows`` (one raw row into clean values or refusals).
"""
