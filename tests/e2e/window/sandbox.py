"""The bundled sandbox server, its control and its memory of what our accounts have said."""
import json
import pathlib
import urllib.request

from stage import wait_for

OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Sandbox:
    def __init__(self, stage, programs, folder, *words):
        self.port_file = pathlib.Path(folder) / "sandbox.port"
        self.journal_file = pathlib.Path(folder) / "journal.jsonl"
        self.child = stage.start([str(pathlib.Path(programs) / "quarterdeck-sandbox"), "--port", "0", "--port-file", str(self.port_file),
                                  "--limits", "0", "--journal", str(self.journal_file), *words], "sandbox")
        wait_for(self.port_file.exists, what="the sandbox's port")
        self.url = f"http://127.0.0.1:{int(self.port_file.read_text())}"
        self.info = self._ask("info")

    def _ask(self, verb, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/_sandbox/{verb}", data, {"Content-Type": "application/json"})
        with OPENER.open(request, timeout=20) as answer:
            return json.loads(answer.read() or b"null")

    def post(self, text, handle="maria@town.example", name="Maria K.", **more):
        """Somebody mentions us; the post's id."""
        return self._ask("post", {"platform": "mastodon", "kind": "mention", "handle": handle, "name": name, "text": text, **more})["id"]

    def native_reply(self, to, text):
        return self._ask("native-reply", {"platform": "mastodon", "in_reply_to": to, "text": text})

    def edit(self, post, text):
        return self._ask("edit", {"platform": "mastodon", "id": post, "text": text})

    def fault(self, **rule):
        return self._ask("fault", rule)

    def no_faults(self):
        request = urllib.request.Request(f"{self.url}/_sandbox/fault", method="DELETE")
        OPENER.open(request, timeout=20).close()

    def state(self):
        return self._ask("state")["mastodon"]

    def answers_to(self, post):
        """How many of our posts stand under it."""
        return self.state().get("by_parent", {}).get(post, 0)

    def said(self):
        return self.state().get("posts", [])
