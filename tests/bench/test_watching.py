"""How the generator tells when every screen counts a paper."""

from bench.crowd.burst import Watch, until_every_screen


def _push(words: str) -> bytes:
    return f'42["slices",{{"items":[{{"id":"papers","n":1,"html":"{words}"}}]}}]'.encode()


def test_a_screen_is_read_in_numbers_and_in_words() -> None:
    watch = Watch(1000)
    watch.look(b'42["slices",{"items":[{"id":"task","n":1,"html":"<strong>7 of 9</strong>"}]}]')
    assert watch.last == 0
    watch.look(_push("<strong>5 of 1000</strong> papers are in."))
    assert watch.last == 5
    watch.look(_push("Nearly all papers are in."))
    assert watch.last == 998


def test_a_paper_is_everywhere_when_the_slowest_screen_counts_it() -> None:
    quick, slow = Watch(3), Watch(3)
    quick.times, quick.counts = [1.0, 2.0], [1, 3]
    slow.times, slow.counts = [4.0, 5.0], [2, 3]
    acks = [(0.5, 0.9, True), (0.6, 1.9, True), (0.7, 1.8, True), (0.1, 0.2, False)]
    assert until_every_screen(acks, [quick, slow]) == [4.0 - 0.5, 4.0 - 0.7, 5.0 - 0.6]


def test_a_screen_that_never_counts_a_paper_is_never_right() -> None:
    watch = Watch(2)
    watch.times, watch.counts = [1.0], [1]
    assert until_every_screen([(0, 1, True), (0, 2, True)], [watch]) == [1.0, float("inf")]
