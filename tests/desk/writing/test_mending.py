"""One press on a check puts right what it names."""

from __future__ import annotations

import pytest

from editorial.desk.writing.text_edits import plain_text
from editorial.photos import queries
from editorial.photos.edits import edit_photo
from editorial.review.readiness import check_story
from editorial.stories import drafts, placements
from editorial.stories.workflow import Gate

BODY = "The ships 🚢 wait  in port.  They wait for the the pilots  and so do we.\n"


@pytest.fixture
def mended(desk, store, who):
    story = drafts.new_story(
        store, who=who, headline="The pilots strike", dek="Who gains.", body=BODY, language="en-GB"
    ).created
    desk.open(story)
    return desk


def press(desk, code, field="body"):
    """Press the fix of a check, as it stands in the list, and let everything follow."""
    (result,) = found(desk, code, field)
    assert result.mends
    desk.room.commands.mend_wanted.emit(result)
    desk.settle()


def found(desk, code, field="body"):
    results = check_story(desk.store, desk.draft.id, Gate.SUBMIT)
    return [one for one in results if (one.code, one.field) == (code, field)]


def test_doubled_spaces_go_in_one_step_to_undo(mended):
    press(mended, "double_space")
    wanted = "The ships 🚢 wait in port. They wait for the the pilots and so do we.\n"
    assert plain_text(mended.draft.body) == wanted
    assert mended.notices.told[-1] == "Mended in 3 places. Ctrl+Z takes it back."
    mended.draft.body.undo()
    assert plain_text(mended.draft.body) == BODY


def test_a_doubled_word_goes_and_the_check_with_it(mended):
    press(mended, "style:doubled-words")
    assert "for the pilots" in plain_text(mended.draft.body)
    mended.draft.save()
    mended.settle()
    assert found(mended, "style:doubled-words") == []
    assert all(
        r.code != "style:doubled-words" for r in mended.room.inspector.story.check_list.results
    )


def test_words_that_were_changed_meanwhile_are_jumped_to(mended):
    jumps = []
    mended.room.commands.jump_wanted.connect(lambda *where: jumps.append(where))
    (result,) = found(mended, "double_space")
    mended.room.commands.mend_wanted.emit(result)
    mended.page.body.insertPlainText("New words. ")
    mended.settle()
    assert plain_text(mended.draft.body).startswith("New words. ")
    assert "wait  in" in plain_text(mended.draft.body)
    assert jumps == [("body", result.quote)]


def test_a_credit_in_a_caption_moves_to_its_own_field(mended, store, who, make_photo):
    photo = make_photo(
        caption="Boats at the quay. (Credit Image: © POOL via ZUMA Press Wire)", credit=""
    )
    placements.place_hero(store, mended.draft.id, photo, who=who)
    mended.draft.update_detail(mended.stored())
    press(mended, "credit_in_caption", "hero.caption")
    row = queries.photo(store, photo)
    assert row.caption == "Boats at the quay."
    assert "ZUMA Press Wire" in row.credit


def test_a_caption_of_the_story_keeps_the_credit_that_the_photo_has(mended, store, who, make_photo):
    photo = make_photo(credit="REUTERS/Ana Ruiz")
    placements.place_hero(
        store, mended.draft.id, photo, who=who, caption="Boats. (Photo: Jo Brandt / AP)"
    )
    mended.draft.update_detail(mended.stored())
    press(mended, "credit_in_caption", "hero.caption")
    assert queries.photo(store, photo).credit == "REUTERS/Ana Ruiz"
    assert mended.stored().photos[0].caption == "Boats."
    assert "REUTERS/Ana Ruiz" in mended.notices.told[-1]
    assert "Jo Brandt" in mended.notices.told[-1]


def test_a_supplier_is_named_as_it_asks(mended, store, who, make_photo):
    photo = make_photo(credit="Ana Ruiz/NurPhoto/Getty Images")
    placements.place_hero(store, mended.draft.id, photo, who=who)
    mended.draft.update_detail(mended.stored())
    press(mended, "credit_naming", "hero.credit")
    assert queries.photo(store, photo).credit == "Ana Ruiz/NurPhoto via Getty Images"


def test_a_messy_credit_is_read(mended, store, who, make_photo):
    photo = make_photo()
    edit_photo(store, photo, who="Ida", credit="Photo credit: : Ana Ruiz / AP ||")
    placements.place_hero(store, mended.draft.id, photo, who=who)
    mended.draft.update_detail(mended.stored())
    press(mended, "credit_unclean", "hero.credit")
    assert queries.photo(store, photo).credit == "Ana Ruiz / AP"
