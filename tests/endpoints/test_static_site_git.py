"""A static site in git: other people's work, a remote that moves on, refusals, all on real git."""

from __future__ import annotations

import dataclasses
import os
import shutil
from pathlib import Path

import pytest

from editorial.publishing import readback
from editorial.publishing.endpoints.protocol import Interrupted
from editorial.publishing.endpoints.static_site.endpoint import GitSiteEndpoint
from editorial.publishing.endpoints.static_site.git import Answer, Git
from editorial.publishing.endpoints.static_site.options import Options
from editorial.system.errors import EditorialError, PushRefused
from tests.endpoints.static_site.remote import GitRemote
from tests.endpoints.static_site.repositories import Repositories, git, write
from tests.publishing.pieces import NEWSROOM, later


@pytest.fixture
def repositories(tmp_path):
    return Repositories(tmp_path / "site", "hugo")


@pytest.fixture
def remote(store, repositories):
    return GitRemote(store, repositories)


def page_of(piece):
    return f"content/posts/{piece.slug}.md"


def publishing(repositories, where=None):
    """Return the commits that are ours, the newest first."""
    return [s for s in repositories.commits(where) if s.split(":")[0] in ("Publish", "Update")]


# Other people's work in the working copy.


def test_uncommitted_work_of_others_is_never_in_our_commit(remote, repositories, piece):
    copy = repositories.copy
    write(copy, {"hugo.toml": "title = 'half written'\n", "notes.txt": "x", "staged.txt": "s"})
    git(copy, "add", "staged.txt")
    before = git(copy, "status", "--porcelain")

    row = remote.push(piece)

    assert row.verified, (row.message, row.differences)
    assert git(copy, "status", "--porcelain") == before
    changed = git(copy, "show", "--name-only", "--format=", "HEAD").splitlines()
    assert {path.split("/")[0] for path in changed} == {"content", "static"}
    assert not {"staged.txt", "notes.txt"} & set(repositories.files())
    assert (copy / "hugo.toml").read_text() == "title = 'half written'\n"


def test_a_draft_of_the_same_name_is_not_overwritten(remote, repositories, piece):
    write(repositories.copy, {page_of(piece): "Somebody's own draft"})

    row = remote.push(piece)

    assert row.state == "needs_person"
    assert "nobody committed" in row.message
    assert (repositories.copy / page_of(piece)).read_text() == "Somebody's own draft"
    assert publishing(repositories) == []


def test_uncommitted_work_on_our_own_page_is_not_overwritten(remote, repositories, piece):
    remote.push(piece)
    place = repositories.copy / page_of(piece)
    place.write_text(place.read_text() + "\nA line by hand\n")

    row = remote.push(later(piece, headline="Another"))

    assert row.state == "needs_person"
    assert page_of(piece) in row.message
    assert "A line by hand" in place.read_text()


def test_another_page_at_the_address_is_left_alone(remote, repositories, piece):
    repositories.someone_pushes(page_of(piece), "---\ntitle: Theirs\n---\nWords\n")

    row = remote.push(piece)

    assert row.state == "needs_person"
    assert "belongs to another page" in row.message
    assert "Theirs" in repositories.read(page_of(piece))


def test_commits_of_others_that_were_never_pushed_are_not_pushed_by_us(remote, repositories, piece):
    write(repositories.copy, {"secret.txt": "not yet"})
    git(repositories.copy, "add", "--all")
    git(repositories.copy, "commit", "--quiet", "--message=Not ready for the public")

    row = remote.push(piece)

    assert row.state == "needs_person"
    assert "Not ready for the public" in row.message
    assert "secret.txt" not in repositories.files()


# A remote that moves on.


def test_what_others_pushed_is_fetched_first_and_kept(remote, repositories, piece):
    remote.push(piece)
    repositories.someone_pushes("about.md", "About us")
    row = remote.push(later(piece, headline="Another headline"))

    assert row.verified, (row.message, row.differences)
    assert "about.md" in repositories.files()
    assert (repositories.copy / "about.md").read_text() == "About us"
    assert len(publishing(repositories)) == 2
    # One line of history, nothing forced.
    assert git(repositories.remote, "rev-list", "--merges", "main") == ""


def test_a_push_that_comes_second_is_made_anew_on_top(remote, repositories, piece):
    """Somebody pushes between our fetch and our push."""
    raced = []

    def first(arguments):
        if arguments[0] == "push" and not raced:
            raced.append(True)
            repositories.someone_pushes("race.md", "First")

    row = remote_with(remote, before=first).push(piece)

    assert raced
    assert row.verified, (row.message, row.differences)
    assert repositories.commits()[1] == "Change race.md"
    assert len(publishing(repositories)) == 1
    assert (repositories.copy / "race.md").read_text() == "First"
    assert git(repositories.copy, "status", "--porcelain") == ""


def test_an_edit_between_looking_and_pushing_is_shown(remote, repositories, piece):
    """Somebody changes the story itself in that moment: theirs stays, and a person is asked."""
    remote.push(piece)
    raced = []

    def first(arguments):
        if arguments[0] == "push" and not raced:
            raced.append(True)
            remote.edit(piece, "Changed in between")

    row = remote_with(remote, before=first).push(later(piece, headline="Ours"), attempts=3)

    assert raced
    assert row.state == "needs_person", row.message
    assert ("headline", "Changed in between") in {(d["field"], d["found"]) for d in row.differences}
    assert "Changed in between" in remote.seen(piece)
    decided = remote.decide(later(piece, headline="Ours"), row, "overwrite")
    assert decided.verified, (decided.message, decided.differences)
    assert "Ours" in remote.seen(piece)


def test_stories_that_wait_for_the_network_are_all_pushed_later(
    remote, repositories, piece, pieces
):
    other = pieces.piece(slug=f"{piece.slug}-two", headline="Another of that day")
    away = repositories.remote.rename(repositories.folder / "away.git")
    first = remote.queue(piece)
    second = remote.queue(other)
    assert remote.send(piece, first).state == "waiting"
    assert remote.send(other, second).state == "waiting"
    away.rename(repositories.remote)
    repositories.someone_pushes("about.md", "About us")

    assert remote.send(piece, first).verified
    assert remote.send(other, second).verified
    assert sorted(publishing(repositories)) == [
        f"Publish: {other.headline}",
        f"Publish: {piece.headline}",
    ]


def test_a_commit_that_waits_is_made_anew_when_the_remote_moved_on(remote, repositories, piece):
    stopped = remote_with(remote, fail={"push": "fatal: unable to access: Connection refused"})
    delivery = stopped.queue(piece)
    assert stopped.send(piece, delivery).state == "waiting"
    assert publishing(repositories, repositories.copy) == [f"Publish: {piece.headline}"]
    repositories.someone_pushes("about.md", "About us")

    row = remote_with(stopped).send(piece, delivery)

    assert row.verified, (row.message, row.differences)
    assert len(publishing(repositories)) == 1
    assert git(repositories.copy, "status", "--porcelain") == ""


def test_uncommitted_work_in_the_way_of_the_remote_is_told(remote, repositories, piece):
    repositories.someone_pushes("hugo.toml", "title = 'Theirs'\n")
    write(repositories.copy, {"hugo.toml": "title = 'half written'\n"})

    row = remote.push(piece)

    assert row.state == "needs_person"
    assert "hugo.toml" in row.message
    assert (repositories.copy / "hugo.toml").read_text() == "title = 'half written'\n"
    assert publishing(repositories) == []


# Refusals.


def test_a_hook_that_refuses_a_commit_is_heard_and_the_folder_is_as_it_was(
    remote, repositories, piece
):
    repositories.hook(repositories.copy, "pre-commit", "echo 'no alt text' >&2; exit 1")

    row = remote.push(piece)

    assert row.state == "needs_person"
    assert "no alt text" in row.message
    assert git(repositories.copy, "status", "--porcelain") == ""
    assert not (repositories.copy / page_of(piece)).exists()

    shutil.rmtree(repositories.copy / ".git" / "hooks")
    assert remote.push(piece, revision=9).verified


def test_a_remote_that_refuses_keeps_nothing_and_blocks_no_other_story(
    remote, repositories, piece, pieces
):
    repositories.hook(
        repositories.remote,
        "pre-receive",
        f"read old new ref; git diff --name-only $old $new | grep -q {piece.slug}.md"
        " && { echo 'the editor in chief says no'; exit 1; }; exit 0",
    )
    row = remote.push(piece)

    assert row.state == "needs_person"
    assert "the editor in chief says no" in row.message
    assert publishing(repositories, repositories.copy) == []
    assert git(repositories.copy, "status", "--porcelain") == ""
    other = pieces.piece(slug="quite-another", headline="Another")
    assert remote.push(other).verified
    assert publishing(repositories) == ["Publish: Another"]


def test_a_locked_index_waits_and_goes_on(remote, repositories, piece):
    lock = repositories.copy / ".git" / "index.lock"
    lock.write_text("")
    delivery = remote.queue(piece)

    row = remote.send(piece, delivery)
    assert row.state == "waiting"
    assert "Another git is at work" in row.message

    lock.unlink()
    row = remote.send(piece, delivery)
    assert row.verified, (row.message, row.differences)
    assert len(publishing(repositories)) == 1


def test_another_branch_or_a_lone_commit_is_told(remote, repositories, piece):
    remote.options["branch"] = "main"
    git(repositories.copy, "switch", "--quiet", "--create", "redesign")
    row = remote.push(piece)
    assert row.state == "needs_person"
    assert "redesign" in row.message
    assert "git switch main" in row.message

    git(repositories.copy, "switch", "--quiet", "--detach")
    row = remote.push(piece, revision=8)
    assert "a lone commit" in row.message
    assert publishing(repositories) == []


def test_a_merge_under_way_is_told(remote, repositories, piece):
    copy = repositories.copy
    (copy / ".git" / "MERGE_HEAD").write_text(git(copy, "rev-parse", "HEAD") + "\n")
    row = remote.push(piece)
    assert row.state == "needs_person"
    assert "a merge is under way" in row.message


def refused(folder, *, program="git", **options):
    endpoint = GitSiteEndpoint(Git(folder, program=program), Options(**options), NEWSROOM)
    with pytest.raises(EditorialError) as told:
        endpoint.check()
    assert told.value.safe
    assert told.value.next_step
    return told.value.message


def test_what_is_no_working_copy_is_told(repositories, tmp_path):
    plain = tmp_path / "plain"
    plain.mkdir()
    assert "no git working copy" in refused(plain)
    assert "no git working copy" in refused(repositories.remote)
    assert "no folder" in refused(tmp_path / "nowhere")
    assert "git is not installed" in refused(repositories.copy, program="no-such-git")
    assert "no branch elsewhere" in refused(repositories.copy, branch="elsewhere")


def test_a_working_copy_without_a_remote_is_told(tmp_path):
    alone = Repositories(tmp_path / "alone", "hugo", remote=False)
    assert "no remote" in refused(alone.copy)
    (alone.copy / "hugo.toml").unlink()
    assert "No Hugo, Jekyll or Eleventy" in refused(alone.copy, push=False)


def test_a_remote_without_the_branch_is_told(repositories):
    git(repositories.copy, "switch", "--quiet", "--create", "fresh")
    assert "has no branch fresh" in refused(repositories.copy)


def test_a_check_tells_what_it_found(repositories, remote):
    write(repositories.copy, {"hugo.toml": "title = 'half written'\n"})
    found = remote.client().check()
    assert found.system.startswith("Hugo site in git ")
    assert found.user == "The desk <desk@harbour.example>"
    assert found.may_publish
    said = " ".join(found.notices)
    assert "takes pushes to main" in said
    assert "1 file is changed here and not committed" in said


def test_an_eleventy_site_is_told_what_it_lacks(store, tmp_path):
    site = Repositories(tmp_path / "eleventy", "eleventy")
    remote = GitRemote(store, site)
    said = " ".join(remote.client().check().notices)
    assert "Nothing names a template for the pages in src/posts" in said
    assert "addPassthroughCopy" not in said

    write(site.copy, {"eleventy.config.js": "", "src/posts/posts.json": '{"layout": "a.njk"}'})
    said = " ".join(remote.client().check().notices)
    assert "Nothing names a template" not in said
    assert 'addPassthroughCopy("src/images")' in said


def test_who_changed_a_page_and_when_is_told(remote, repositories, piece):
    remote.push(piece)
    remote.edit(piece, "Changed by hand")
    row = remote.push(later(piece))
    assert row.state == "needs_person"
    found = {d["field"]: (d["expected"], d["found"]) for d in row.differences}
    assert found["changed by"] == ("The desk", "Ona")
    assert "was changed on the site at" in row.message


def test_a_name_for_commits_can_be_given(remote, repositories, piece):
    remote.options |= {"author_name": "Web desk", "author_email": "web@harbour.example"}
    assert remote.push(piece).verified
    assert git(repositories.remote, "log", "-1", "--format=%an <%ae> %cn", "main") == (
        "Web desk <web@harbour.example> Web desk"
    )


def test_an_ignored_folder_is_told(remote, repositories, piece):
    repositories.someone_pushes(".gitignore", "static/\n")
    row = remote.push(piece)
    assert row.state == "needs_person"
    assert ".gitignore leaves out static/images" in row.message
    assert git(repositories.copy, "status", "--porcelain") == ""


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_a_link_out_of_the_working_copy_is_not_followed(remote, repositories, piece, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (repositories.copy / "static").symlink_to(outside)
    row = remote.push(piece)
    assert row.state == "needs_person"
    assert "leads out of the working copy" in row.message
    assert list(outside.iterdir()) == []


# What becomes of a story.


def test_a_new_address_moves_the_file_and_remembers_the_old_one(remote, repositories, piece):
    first = remote.push(piece)
    moved = later(piece, slug=f"{piece.slug}-new")
    row = remote.push(moved)

    assert row.verified, (row.message, row.differences)
    assert first.url.endswith(f"/posts/{piece.slug}/")
    assert row.url.endswith(f"/posts/{piece.slug}-new/")
    assert remote.pages(piece) == [page_of(moved)]
    assert f'aliases:\n- "/posts/{piece.slug}/"' in remote.text(piece)
    assert not [name for name in repositories.files() if f"/{piece.slug}/" in name]


def test_a_page_that_was_moved_by_hand_stays_where_it_is(remote, repositories, piece):
    remote.push(piece)
    clone = repositories.other()
    (clone / "content/news").mkdir()
    git(clone, "mv", page_of(piece), "content/news/")
    git(clone, "commit", "--quiet", "--message=Move")
    git(clone, "push", "--quiet")

    row = remote.push(later(piece, headline="Another headline"))
    if row.state == "needs_person":
        row = remote.decide(later(piece, headline="Another headline"), row, "overwrite")

    assert row.verified, (row.message, row.differences)
    assert remote.pages(piece) == [f"content/news/{piece.slug}.md"]


def test_a_picture_that_is_no_longer_shown_is_taken_away(remote, repositories, piece):
    remote.push(piece)
    row = remote.push(later(piece, hero=None))
    assert row.verified
    names = [name for name in repositories.files() if name.endswith(".jpg")]
    assert not [name for name in names if piece.hero.name in name]
    assert [name for name in names if piece.inline[0].name in name]


def test_a_withdrawn_story_leaves_nothing_or_a_notice(store, remote, repositories, piece):
    from sqlalchemy import update

    from editorial.stories.models import Story

    remote.push(piece)
    row = remote.withdraw(piece)
    assert row.state == "verified", row.message
    assert not [name for name in repositories.files() if piece.slug in name]

    back = remote.push(later(piece))
    assert back.verified, (back.message, back.differences)
    with store.write() as session:
        session.execute(update(Story).values(withdrawal_note="A source asked us to."))
    row = remote.push(later(piece), action="withdraw", revision=5000)
    assert row.state == "verified", row.message
    text = remote.text(piece)
    assert "A source asked us to." in text
    assert "withdrawn:" in text
    assert piece.headline not in text
    assert f'url: "/posts/{piece.slug}/"' in text
    assert not [name for name in repositories.files() if name.endswith(".jpg")]


def test_a_page_that_cannot_be_read_any_more_is_shown_and_can_be_replaced(
    remote, repositories, piece
):
    remote.push(piece)
    text = remote.text(piece).replace("title:", "title: [", 1)
    repositories.someone_pushes(page_of(piece), text)

    row = remote.push(later(piece))
    assert row.state == "needs_person"
    assert row.differences
    assert remote.decide(later(piece), row, "overwrite").verified


def test_the_file_is_the_prepared_one_with_its_credit_inside(remote, repositories, piece):
    remote.push(piece)
    (name,) = (n for n in repositories.files() if piece.hero.name in n)
    data = (repositories.copy / name).read_bytes()
    assert data == piece.hero.largest_jpeg.path.read_bytes()
    assert piece.hero.credit.encode() in data


def test_words_that_would_lead_astray_are_only_words(remote, repositories, pieces):
    """A headline with line breaks and trailers does not forge another story's key."""
    piece = pieces.piece(
        slug="forged", headline="A\n\nEditorial-Key: 0123\n# b --- {{ x }} $(touch /tmp/x)"
    )
    row = remote.push(piece)
    assert row.verified, (row.message, row.differences)
    keys = git(
        repositories.remote, "log", "-1", "--format=%(trailers:key=Editorial-Key,valueonly)", "main"
    )
    assert keys.strip() == piece.story_id.hex


def test_variables_of_git_do_not_lead_to_another_repository(
    remote, repositories, piece, tmp_path, monkeypatch
):
    other = Repositories(tmp_path / "elsewhere", "hugo")
    monkeypatch.setenv("GIT_DIR", str(other.copy / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.copy))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    assert remote.push(piece).verified
    monkeypatch.undo()
    assert publishing(repositories) == [f"Publish: {piece.headline}"]
    assert publishing(other) == []


def test_two_desks_with_working_copies_of_their_own_end_with_one_page(
    store, remote, repositories, piece, tmp_path
):
    """The second desk's database knows nothing of the first push."""
    from editorial.storage.store import Store
    from editorial.system.paths import Home

    assert remote.push(piece).verified
    home = Home(tmp_path / "second")
    home.prepare()
    second = dataclasses.replace(piece)
    clone = repositories.other()
    opened = Store.open(home)
    try:
        twin = Repositories.__new__(Repositories)
        twin.__dict__ |= repositories.__dict__ | {"copy": clone}
        row = GitRemote(opened, twin).push(second)
    finally:
        opened.close()

    assert row.state == "needs_person"
    assert "already has this story" in row.message
    assert remote.copies(piece) == 1
    assert len(publishing(repositories)) == 1


# Cut off.


class Meddling(Git):
    """A git that does something before a command, fails in one, or ends the program at one."""

    def __init__(self, *arguments, before=None, after=None, fail=None, **more):
        super().__init__(*arguments, **more)
        self._before, self._after, self._fail = before, after, fail or {}

    def run(self, *arguments, **more):
        if arguments[0] in self._fail:
            return Answer(128, b"", self._fail[arguments[0]])
        if self._before:
            self._before(arguments)
        answer = super().run(*arguments, **more)
        if self._after:
            self._after(arguments)
        return answer


def remote_with(remote, **meddling):
    """Return ``remote`` with a git that meddles."""

    def client(row=None, *, address=""):
        copy = Meddling(remote.repositories.copy, patience=0.3, **meddling)
        return GitSiteEndpoint(copy, Options(**remote.options), NEWSROOM)

    remote.client = client
    return remote


WRITING = {
    "add",
    "commit",
    "push",
    "read-tree",
    "update-ref",
    "update-index",
    "commit-tree",
    "reset",
}


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("moved_on", [False, True], ids=["", "moved-on"])
def test_a_program_killed_at_any_writing_command_ends_with_one_commit(
    store, tmp_path, pieces, when, moved_on
):
    """Killed at each command in turn; what is left is found again by the next start."""
    number = 0
    remote = GitRemote(store, Repositories(tmp_path / "unused", "hugo"))
    while True:
        place = remote.repositories = Repositories(tmp_path / f"site-{number}", "hugo")
        piece = pieces.piece(slug=f"killed-{when}-{moved_on}-{number}".lower(), related=())
        left = [number]

        def stop(arguments, left=left):
            if arguments[0] in WRITING:
                left[0] -= 1
                if left[0] == -1:
                    raise Interrupted

        if moved_on:
            # Ours waits unpushed, and the remote moved on: it is made anew on top.
            waiting = remote_with(remote, fail={"push": "fatal: Connection refused"})
            delivery = waiting.queue(piece)
            waiting.send(piece, delivery)
            place.someone_pushes("about.md", "About us")
        else:
            delivery = remote.queue(piece)
        try:
            row = remote_with(remote, **{when: stop}).send(piece, delivery)
        except Interrupted:
            row = remote_with(remote).send(piece, delivery)
        assert row.verified, (number, row.state, row.message, row.differences)
        assert publishing(place) == [f"Publish: {piece.headline}"], number
        assert remote.picture_files(piece) == 2
        assert git(place.copy, "status", "--porcelain") == "", number
        assert not list((place.copy / ".git" / "editorial").glob("index-*"))
        if left[0] >= 0:
            break
        number += 1
    assert number >= 3


def test_half_written_files_of_an_older_version_are_known_as_ours(remote, repositories, piece):
    """Killed between writing and committing; then the story changes, and goes out anew."""

    def interrupt(arguments):
        if arguments[0] == "add":
            raise Interrupted

    with pytest.raises(Interrupted):
        remote_with(remote, before=interrupt).push(piece)
    assert (repositories.copy / page_of(piece)).exists()

    row = remote_with(remote).push(later(piece, headline="A newer headline"))
    assert row.verified, (row.message, row.differences)
    assert publishing(repositories) == ["Publish: A newer headline"]


def test_an_answer_that_was_lost_after_the_push_is_found_out(remote, repositories, piece):
    answers = []

    def lose(arguments):
        if arguments[0] == "push" and not answers:
            answers.append(True)
            from editorial.system.errors import NetworkDown

            raise NetworkDown("The connection broke.")

    delivery = remote.queue(piece)
    row = remote_with(remote, after=lose).send(piece, delivery)
    assert row.state == "waiting"
    row = remote.send(piece, delivery)
    assert row.verified, (row.message, row.differences)
    assert len(publishing(repositories)) == 1


def test_the_comparison_reads_commits_not_files(remote, repositories, piece):
    """Committed but not pushed is not published."""
    remote.push(piece)
    place = repositories.copy / page_of(piece)
    place.write_text(place.read_text().replace(piece.headline, "Only in the folder"))
    held = remote.client().look(piece.story_id.hex)
    assert held is not None
    assert not readback.differences(readback.expected(piece), held)


def test_options_that_lead_astray_are_refused():
    from editorial.publishing.endpoints.static_site.options import read_options

    for name, value in (
        ("content_folder", "../elsewhere"),
        ("content_folder", "/etc"),
        ("image_folder", ".git/hooks"),
        ("branch", "--upload-pack=x"),
        ("permalink", "/:year/"),
        ("permalink", "/{{ x }}/:slug/"),
        ("base_url", "javascript:alert(1)"),
        ("base_url", "https://ada:secret@harbour.example"),
        ("generator", "wordstar"),
        ("author_name", "Ada\nEditorial-Key: 1"),
        ("push", "perhaps"),
    ):
        with pytest.raises(PushRefused, match=name):
            read_options({name: value})
    assert read_options({"push": False, "of another version": 1}).push is False


def test_the_program_needs_no_home(monkeypatch, remote, piece, tmp_path):
    """Who commits is told by the working copy, where the account has no settings."""
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "nobody"))
    Path(tmp_path / "nobody").mkdir()
    assert remote.push(piece).verified
