"""The model, its optimiser and its export; run with the packages of the training group installed."""

from __future__ import annotations

from pathlib import Path

import torch
from models.training.model import (
    Shape,
    SmoothedCrossEntropy,
    Translator,
    placeholder_loss,
    spoil_history,
    translation_losses,
)
from models.training.optimise import Optimiser, Rates, orthogonalise
from models.training.plan import guide_weight, lesson
from models.training.vocabulary import END

SMALL = Shape(vocabulary=50, width=16, heads=2, hidden=32, encoder_layers=2, decoder_layers=2)
NO_PLACEHOLDERS = torch.tensor([-1])


def _batch() -> dict[str, torch.Tensor]:
    torch.manual_seed(1)
    source, target = torch.randint(5, 50, (3, 7)), torch.randint(5, 50, (3, 6))
    present = torch.ones(3, 7, dtype=torch.bool)
    present[0, 4:] = False
    links = torch.tensor([[0, 1, -1, 2, 3, -1]] * 3)
    return {
        "source": source,
        "present": present,
        "target_in": target,
        "target_out": target.roll(-1, 1),
        "written": torch.ones(3, 6, dtype=torch.bool),
        "links": links,
    }


def test_smoothed_cross_entropy_agrees_with_the_library() -> None:
    logits = torch.randn(9, 50, requires_grad=True)
    labels = torch.randint(0, 50, (9,))
    smoothed, plain = SmoothedCrossEntropy.apply(logits, labels, 0.05)
    expected = torch.nn.functional.cross_entropy(logits, labels, reduction="sum", label_smoothing=0.05)
    assert torch.allclose(smoothed, expected, atol=1e-4)
    assert torch.allclose(plain, torch.nn.functional.cross_entropy(logits, labels, reduction="sum"), atol=1e-4)
    (ours,) = torch.autograd.grad(smoothed, logits, retain_graph=True)
    (theirs,) = torch.autograd.grad(expected, logits)
    assert torch.allclose(ours, theirs, atol=1e-5)


def _loss_where_likely(place: int, piece: int) -> float:
    """Return the placeholder loss of 9 `3` 9 9 END END with `piece` likely at one place and nothing else anywhere."""
    logits = torch.zeros(1, 6, 50)
    logits[0, place, piece] = 6.0
    return float(placeholder_loss(logits, torch.tensor([[9, 3, 9, 9, END, END]]), torch.tensor([3, 4])))


def test_placeholder_loss_falls_only_where_a_placeholder_is_due() -> None:
    neutral = _loss_where_likely(0, 9)
    assert _loss_where_likely(1, 3) < neutral  # due
    assert _loss_where_likely(3, 3) > neutral  # written already
    assert _loss_where_likely(0, 4) > neutral  # not in the target
    assert _loss_where_likely(0, END) > neutral  # the end before the placeholder
    assert _loss_where_likely(4, END) < neutral + 1e-4  # the end in its place, where the others may not come
    assert _loss_where_likely(5, 4) == _loss_where_likely(5, 9)  # after the end nothing counts


def test_placeholder_loss_leaves_segments_without_placeholders_alone() -> None:
    assert float(placeholder_loss(torch.zeros(0, 6, 50), torch.zeros(0, 6, dtype=torch.long), torch.tensor([3]))) == 0


def test_spoilt_history_keeps_the_tag_and_the_placeholders() -> None:
    torch.manual_seed(2)
    history = torch.randint(5, 50, (40, 30))
    history[:, 0] = 4
    history[:, 7] = 3
    spoilt = spoil_history(history, torch.tensor([3]), 0.2)
    assert torch.equal(spoilt[:, 0], history[:, 0])
    assert torch.equal(spoilt == 3, history == 3)
    assert 0.1 < float((spoilt != history).float().mean()) < 0.25


def test_padding_of_the_source_changes_nothing() -> None:
    model, batch = Translator(SMALL), _batch()
    memory, mask = model.encode(batch["source"][:1], batch["present"][:1])
    padded, _ = model.decode(batch["target_in"][:1], memory, mask)
    memory, mask = model.encode(batch["source"][:1, :4], batch["present"][:1, :4])
    alone, _ = model.decode(batch["target_in"][:1], memory, mask)
    assert torch.allclose(padded, alone, atol=1e-5)


def test_a_piece_does_not_see_those_after_it() -> None:
    model, batch = Translator(SMALL), _batch()
    memory, mask = model.encode(batch["source"], batch["present"])
    before, _ = model.decode(batch["target_in"], memory, mask)
    changed = batch["target_in"].clone()
    changed[:, 4] = 7
    after, _ = model.decode(changed, memory, mask)
    assert torch.allclose(before[:, :4], after[:, :4], atol=1e-6)


def test_training_steps_lower_the_loss_and_the_state_is_taken_up_again() -> None:
    model, batch = Translator(SMALL), _batch()
    optimiser = Optimiser(model, Rates())
    losses = []
    for _ in range(30):
        smoothed, plain, aligned, _ = translation_losses(model, batch, 0.05, NO_PLACEHOLDERS)
        ((smoothed + aligned) / 18).backward()
        losses.append(float(plain))
        optimiser.step(1.0)
    assert losses[-1] < losses[0] / 2
    twin = Translator(SMALL)
    twin_optimiser = Optimiser(twin, Rates())
    twin_optimiser.load(optimiser.state())
    for one, other in ((model, optimiser), (twin, twin_optimiser)):
        sum(translation_losses(one, batch, 0.05, NO_PLACEHOLDERS)[::2]).backward()
        other.step(0.5)
    assert torch.equal(optimiser.weights, twin_optimiser.weights)


def test_lessons_grow_longer_and_the_guide_weaker() -> None:
    assert [lesson(tokens)[0] for tokens in (0, 10**6, 10**9)] == [12, 20, 100]
    assert guide_weight(0) == 1.0 > guide_weight(10**6) > guide_weight(10**9) > 0


def test_the_engine_translates_like_the_model(tmp_path: Path) -> None:
    from models.training.export import PackageName, build_model, check_parity, write_package
    from models.training.vocabulary import load_vocabulary, train_vocabulary

    words = ["le", "la", "un", "une", "chat", "chien", "mange", "boit", "vite"]
    words += ["the", "a", "cat", "dog", "eats", "drinks", "fast"]
    sentences = [" ".join(words[(i * k) % len(words)] for k in range(1, 8)) for i in range(1, 400)]
    train_vocabulary(sentences, tmp_path / "v", size=550, threads=1)
    vocabulary = load_vocabulary(tmp_path / "v.model")
    torch.manual_seed(3)
    model = build_model(Shape(vocabulary.get_piece_size(), 16, 2, 32, 2, 2), {})
    name = PackageName("fr", "en", "0.1")
    assert check_parity(model, vocabulary, name, sentences[:10]) == 1.0
    first = write_package(model, tmp_path / "v.model", name, "card", tmp_path / "one").read_bytes()
    again = write_package(model, tmp_path / "v.model", name, "card", tmp_path / "two").read_bytes()
    assert first == again


def test_orthogonalised_matrices_have_singular_values_near_one() -> None:
    for shape in ((8, 20), (20, 8)):
        matrix = torch.randn(*shape)
        result = orthogonalise(matrix, (3.4445, -4.775, 2.0315), 5, 1e-7)
        assert result.shape == matrix.shape
        values = torch.linalg.svdvals(result)
        assert float(values.min()) > 0.6
        assert float(values.max()) < 1.3
