"""The open story's links are asked by themselves; the checks say what they answered."""

from __future__ import annotations

from editorial.stories import drafts


def test_links_are_asked_when_a_story_is_opened(desk, who, outside_server, qtbot):
    outside_server.pages["/here"] = "<p>Text.</p>"
    url = outside_server.url
    story = drafts.new_story(
        desk.store, who=who, headline="Links", body=f"[One]({url}/here) and [two]({url}/gone)."
    ).created
    desk.open(story)

    def said():
        return [result.message for result in desk.room.inspector.story.check_list.results]

    qtbot.waitUntil(lambda: "1 link answers" in said(), timeout=20_000)
    host = url.partition("://")[2]
    assert f"The link to {host}/gone does not answer: there is no such page" in said()
    desk.settle()
