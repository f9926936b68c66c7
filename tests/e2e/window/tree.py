"""The accessibility tree as an outside reader sees it: found by role and name, never by place.

Import after a Stage stands: the Atspi library reads its bus from the environment.
"""
import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402  (the version must be required first)

VIEWS = {"list", "table", "tree", "tree table", "list box"}
SPEAKING = {"push button", "button", "toggle button", "check box", "radio button", "text", "password text", "entry", "combo box",
            "spin button", "slider", "list", "list item", "table", "page tab", "menu item", "check menu item", "link", "progress bar"}
NAMED_BY_LABEL = {"combo box", "spin button"}  # Qt gives their value as name; a label stands beside them


class Node:
    """One accessible object. Nothing is cached; an object that is gone answers with empty values."""

    def __init__(self, accessible):
        self.accessible = accessible

    def _ask(self, question, otherwise):
        try:
            answer = question()
            return otherwise if answer is None else answer
        except GLib.Error:
            return otherwise

    @property
    def name(self):
        return self._ask(self.accessible.get_name, "")

    @property
    def role(self):
        return self._ask(self.accessible.get_role_name, "")

    @property
    def description(self):
        return self._ask(self.accessible.get_description, "")

    @property
    def states(self):
        kept = self._ask(self.accessible.get_state_set, None)
        return {state.value_nick for state in kept.get_states()} if kept else set()

    def has(self, state):
        return state in self.states

    @property
    def showing(self):
        return self.has("showing")

    @property
    def text(self):
        """What an editor holds."""
        count = self._ask(lambda: Atspi.Text.get_character_count(self.accessible), -1)
        return self._ask(lambda: Atspi.Text.get_text(self.accessible, 0, count), "") if count >= 0 else self.name

    @property
    def label(self):
        """The name of the label that stands for it."""
        for relation in self._ask(self.accessible.get_relation_set, []):
            if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY and relation.get_n_targets():
                return self._ask(relation.get_target(0).get_name, "")
        return ""

    @property
    def place(self):
        box = self._ask(lambda: Atspi.Component.get_extents(self.accessible, Atspi.CoordType.SCREEN), None)
        return (box.x, box.y, box.width, box.height) if box else (0, 0, 0, 0)

    @property
    def count(self):
        return self._ask(self.accessible.get_child_count, 0)

    def child(self, at):
        found = self._ask(lambda: self.accessible.get_child_at_index(at), None)
        return Node(found) if found else None

    def children(self, most=400):
        for at in range(min(self.count, most)):
            found = self.child(at)
            if found:
                yield found

    def walk(self, items=60):
        """Itself and all below it; of a view the first `items`."""
        yield self
        for child in self.children(items if self.role in VIEWS else 400):
            yield from child.walk(items)

    def selected_item(self):
        """The item of a view that is chosen, by its place in the view; (-1, None) where none is."""
        for at, child in enumerate(self.children(400)):
            if child.has("selected"):
                return at, child
        return -1, None

    def press(self):
        """The accessible action of a button: what a screen reader does."""
        for at in range(self._ask(lambda: Atspi.Action.get_n_actions(self.accessible), 0)):
            if Atspi.Action.get_action_name(self.accessible, at) in ("Press", "Toggle", "ShowMenu"):
                return Atspi.Action.do_action(self.accessible, at)
        return False

    def line(self):
        shown = sorted(self.states & {"focused", "selected", "checked", "showing", "enabled", "expanded"})
        more = f" = {self.text!r}" if self.role in ("text", "password text") else ""
        return f"[{self.role}] {self.name!r}{more} {' '.join(shown)}"


def dump(node, depth=0, items=12):
    lines = ["  " * depth + node.line()]
    for child in node.children(items if node.role in VIEWS else 200):
        lines += dump(child, depth + 1, items)
    return lines


def applications(name):
    """Every program of this name on the bus."""
    Atspi.init()
    while GLib.MainContext.default().iteration(False):  # who came and went is told by signals
        pass
    desktop = Atspi.get_desktop(0)
    found = []
    for at in range(desktop.get_child_count()):
        try:
            program = desktop.get_child_at_index(at)
            if program and program.get_name() == name:
                program.set_cache_mask(Atspi.Cache.NONE)
                found.append((program.get_process_id(), Node(program)))
        except GLib.Error:
            continue
    return found


def nameless(root, items=12):
    """Controls a screen reader cannot tell apart: without a name, or one of several with the same role and name."""
    faults, seen = [], {}
    for node in root.walk(items):
        if not node.showing or node.role not in SPEAKING:
            continue
        name = node.name or (node.label if node.role in NAMED_BY_LABEL else "")
        if not name.strip():
            faults.append(f"no name: {node.line()}")
        elif node.role not in ("list item", "menu item", "link"):
            seen.setdefault((node.role, name), []).append(node)
    faults += [f"{len(nodes)} share a name: {nodes[0].line()}" for nodes in seen.values() if len(nodes) > 1]
    return faults
