"""kill -9 of the window at random instants while it polls and sends: nothing is lost, nothing stands twice.

QD_KILLS says how many (20), QD_KILLS_SEED repeats a run.
"""
import collections
import os
import random
import threading
import time

from case import WindowCase, main

MOVING = {"scheduled", "undo_hold", "queued", "sending", "failed_retry", "unknown"}


class Kills(WindowCase):
    haste = 400

    def test_random_instants_lose_nothing_and_double_nothing(self):
        kills = int(os.environ.get("QD_KILLS", "20"))
        seed = int(os.environ.get("QD_KILLS_SEED", "0")) or random.SystemRandom().randrange(1, 2**31)
        print(f"seed {seed} (QD_KILLS_SEED repeats it)")
        dice = random.Random(seed)
        self.connected(hold=0)
        # A platform that takes its time gives a kill a chance to come while a request is on the wire.
        self.sandbox.fault(kind="delay", delay_ms=60, method="POST", path="^/api/v1/statuses$", times=-1)
        traffic = Traffic(self.sandbox, self.workspace, seed)
        begun = time.monotonic()
        try:
            for _ in range(kills):
                self.desk.start(wait=False)
                if dice.randrange(3):
                    self.desk.wait_ready()  # past its start, well into its work
                    time.sleep(dice.uniform(0, 1.5))
                else:
                    time.sleep(dice.uniform(0, 0.4))
                self.desk.must_live()
                self.desk.kill()
        finally:
            traffic.stop()
        self.desk.start()
        self.desk.until(lambda: self.at_rest(traffic), 300, "everything to be stored and sent")
        self.assertEqual(self.desk.quit(), 0)
        self.expect_nothing_lost_nothing_doubled(traffic)
        print(f"{kills} kills, {len(traffic.written)} posts, {len(traffic.answered)} answers, {time.monotonic() - begun:.0f} s")
        self.assertGreater(len(traffic.answered), 0, "a run in which nobody answers proves nothing")

    def pages(self, *words):
        items, after = [], None
        while True:
            page = self.workspace.run(*words, "--limit", "200", *(["--after", after] if after else []))
            items += page["items"]
            after = page.get("next")
            if not after:
                return items

    def at_rest(self, traffic):
        if any(item["state"] in MOVING for item in self.pages("outbox", "list")):
            return False
        return set(traffic.written) <= {mention["native_id"] for mention in self.pages("mention", "list")}

    def expect_nothing_lost_nothing_doubled(self, traffic):
        mentions = self.pages("mention", "list")
        stored = collections.Counter(mention["native_id"] for mention in mentions)
        native = {mention["id"]: mention["native_id"] for mention in mentions}
        self.assertEqual([post for post in traffic.written if stored[post] != 1], [], "stored once each")
        self.assertEqual([post for post, times in stored.items() if times != 1], [], "stored twice")
        outbox = self.pages("outbox", "list")
        self.assertEqual([item for item in outbox if item["state"] != "sent"], [])
        answered = collections.Counter(native[item["in_reply_to"]] for item in outbox)
        standing = self.sandbox.state().get("by_parent", {})
        self.assertEqual({post: times for post, times in standing.items() if times}, dict(answered), "each answer stands once, and no other does")
        self.assertEqual(sorted(item["conversation"] for item in outbox), sorted(traffic.answered))
        self.assertEqual(self.workspace.check(), [])


class Traffic:
    """People write and staff answer by programs of their own, until told to stop."""

    def __init__(self, sandbox, workspace, seed):
        self.sandbox, self.workspace, self.dice = sandbox, workspace, random.Random(seed + 1)
        self.written, self.answered, self.faults = [], set(), []
        self.over = threading.Event()
        self.threads = [threading.Thread(target=work) for work in (self.write, self.answer)]
        for thread in self.threads:
            thread.start()

    def stop(self):
        self.over.set()
        for thread in self.threads:
            thread.join()
        if self.faults:
            raise AssertionError("\n".join(self.faults))

    def write(self):
        while not self.over.wait(self.dice.uniform(0.1, 0.4)):
            n = len(self.written)
            self.written.append(self.sandbox.post(f"question {n}", handle=f"p{n}@tram.example", name=f"P {n}"))

    def answer(self):
        while not self.over.wait(0.1):
            for item in self.workspace.conversations("--status", "new"):
                if self.over.is_set():
                    return
                if item["id"] in self.answered:  # its answer is on its way still
                    continue
                try:
                    self.workspace.run("reply", item["id"], "--text-stdin", "--hold", "0", text=f"Answer to conversation {item['id']}")
                    self.answered.add(item["id"])
                except AssertionError as refused:
                    if '"conflict"' not in str(refused):
                        self.faults.append(str(refused))


if __name__ == "__main__":
    main()
