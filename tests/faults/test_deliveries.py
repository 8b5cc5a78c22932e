"""Each due thing arrives once, whatever dies on the way: counted at the receiving end, by its key."""


def test_a_worker_that_is_killed_in_the_middle_loses_nothing(parts):
    parts.town("promise", 2000, 0)
    parts.town("bundle")
    first = parts.worker()
    parts.clock()
    parts.wait_for(lambda: parts.postbox.count >= 300)
    parts.kill(first)
    in_hand = parts.postbox.count
    parts.worker()
    parts.wait_for(lambda: parts.postbox.count == 2000)
    parts.settle()
    assert 300 <= in_hand < 2000
    assert len(parts.postbox.recipients) == 2000
    assert parts.postbox.repeats <= 2  # of two processes, each may have died between the message and its note


def test_redis_that_comes_back_empty_loses_nothing(parts):
    parts.town("promise", 500, 0)
    parts.town("bundle")
    parts.worker()
    parts.clock()
    parts.wait_for(lambda: parts.postbox.count >= 100)
    parts.redis.stop()
    parts.redis.start()
    parts.wait_for(lambda: parts.postbox.count == 500)
    parts.settle()
    assert (len(parts.postbox.recipients), parts.postbox.repeats) == (500, 0)


def test_postgresql_that_restarts_loses_nothing(parts):
    parts.town("promise", 500, 0)
    parts.town("bundle")
    parts.worker()
    parts.clock()
    parts.wait_for(lambda: parts.postbox.count >= 100)
    parts.postgres.stop()
    parts.postgres.start()
    parts.wait_for(lambda: parts.postbox.count == 500)
    parts.settle()
    assert len(parts.postbox.recipients) == 500
    assert parts.postbox.repeats <= 2


def test_a_mail_server_that_refuses_and_then_accepts_gets_each_once(parts):
    parts.postbox.refusing = True
    parts.town("promise", 100, 0)
    parts.town("bundle")
    parts.worker()
    parts.clock()
    parts.wait_for(lambda: parts.postbox.refused >= 150)  # some for the second time
    parts.postbox.refusing = False
    parts.wait_for(lambda: parts.postbox.count == 100)
    parts.settle()
    assert (len(parts.postbox.recipients), parts.postbox.repeats) == (100, 0)


def test_a_mail_server_that_was_away_gets_each_once(parts):
    parts.postbox.close()
    parts.town("promise", 100, 0)
    parts.town("bundle")
    parts.worker()
    parts.clock()
    parts.settle()
    parts.postbox.open()
    parts.wait_for(lambda: parts.postbox.count == 100)
    parts.settle()
    assert (len(parts.postbox.recipients), parts.postbox.repeats) == (100, 0)


def test_a_line_that_breaks_before_the_receipt_repeats_a_message_once_at_most(parts):
    parts.postbox.breaks = 1
    parts.town("promise", 20, 0)
    parts.town("bundle")
    parts.worker(1)
    parts.clock()
    parts.wait_for(lambda: len(parts.postbox.recipients) == 20)
    parts.settle()
    assert parts.postbox.repeats == 1


def test_two_clocks_and_four_workers_find_and_send_each_thing_once(parts):
    parts.clock()
    parts.clock()
    for _worker in range(4):
        parts.worker(1)
    parts.town("promise", 300, 0)
    parts.wait_for(lambda: len(parts.postbox.recipients) == 300)
    parts.settle()
    assert (parts.postbox.count, parts.postbox.repeats) == (300, 0)


def test_a_clock_that_stood_still_for_26_hours_catches_up(parts):
    parts.town("promise", 50, -1)  # fell due while nothing ran
    parts.town("promise", 30, 0)
    parts.worker()
    parts.clock()
    parts.wait_for(lambda: len(parts.postbox.recipients) == 50)
    parts.settle()
    assert (parts.postbox.count, parts.postbox.repeats) == (50, 0)  # one digest a person, however much was missed
    assert "notifications 80" in parts.town("show")
