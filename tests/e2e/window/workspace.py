"""A workspace set up and asked about through quarterdeck-cli."""
import json
import pathlib
import subprocess


class Workspace:
    def __init__(self, programs, home, environment):
        self.program = pathlib.Path(programs) / "quarterdeck-cli"
        self.folder = pathlib.Path(home) / "workspace"
        self.environment = environment

    def run(self, *words, text="", seconds=60):
        """The one JSON document of a run that ended with 0."""
        done = subprocess.run([str(self.program), "--workspace", str(self.folder), "--json", *words], input=text, text=True,
                              capture_output=True, timeout=seconds, env=self.environment, check=False)
        if done.returncode != 0:
            raise AssertionError(f"quarterdeck-cli {' '.join(words)} ended with {done.returncode}: {done.stdout}{done.stderr}")
        return json.loads(done.stdout)

    def init(self):
        self.run("workspace", "init", "--name", "Acme Rail", "--timezone", "Europe/London")
        return self

    def connect(self, sandbox):
        mastodon = sandbox.info["mastodon"]
        return self.run("account", "add", "mastodon", "--server", mastodon["server"], "--token-stdin", "--private-host", text=mastodon["token"])

    def conversations(self, *more):
        return self.run("conversation", "list", "--limit", "200", *more)["items"]

    def conversation_of(self, text):
        """The conversation whose excerpt holds the words; None where there is none."""
        return next((c for c in self.conversations() if text in (c["excerpt"] or "")), None)

    def check(self):
        return self.run("workspace", "check")["differences"]

    def outbox(self):
        return self.run("outbox", "list")["items"]
