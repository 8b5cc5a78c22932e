"""`bin/run`: brings up the services, prepares the data, runs web, worker and beat, and takes all of it down again.

`__main__` is the head of it: `checks` before anything is started, `lock` so that one copy runs once, `portal` from the
preparation to the last word, and in it `parts`, which keeps web, worker and beat alive.
"""
