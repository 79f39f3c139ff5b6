"""Define the Transformer: pre-norm, deep encoder, shallow decoder, one embedding for source, target and output.

The shape follows Vaswani et al., "Attention is all you need" (2017), with normalisation before each block (Xiong et
al. 2020) and the deep-encoder, shallow-decoder split of Kasai et al. 2021. It is what CTranslate2's
`TransformerSpec(pre_norm=True)` runs. There is no dropout: no sentence is seen often enough to be learnt by heart.

Shapes: B segments, S source pieces, T target pieces, D model width, H heads, V vocabulary.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from .vocabulary import END

HIDDEN = -1e4  # added to the score of a place one may not look at; small enough for bfloat16 and float16
MAX_POSITIONS = 1088  # CTranslate2 cuts sources at 1,024 pieces; the rest is a margin for tags


@dataclass(frozen=True)
class Shape:
    """Hold the sizes of a model."""

    vocabulary: int
    width: int = 256
    heads: int = 4
    hidden: int = 1024
    encoder_layers: int = 6
    decoder_layers: int = 2

    def to_dict(self) -> dict[str, Any]:
        """Return the sizes for a checkpoint."""
        return asdict(self)


def choose_type(device: str) -> torch.dtype:
    """Return the type of weights that a device trains with fastest: bfloat16 where it computes with it, else float32.

    A processor that only emulates bfloat16 is seven times slower with it than with float32.
    """
    has_bfloat16 = torch.cpu._is_avx512_bf16_supported() if device == "cpu" else True
    return torch.bfloat16 if has_bfloat16 else torch.float32


def sinusoidal_positions(count: int, width: int) -> Tensor:
    """Return (count, width) position encodings: sines in the first half, cosines in the second."""
    rates = torch.exp(torch.arange(width // 2) * (-math.log(10_000) / (width // 2 - 1)))
    angles = torch.arange(count).unsqueeze(1) * rates
    return torch.cat([angles.sin(), angles.cos()], dim=1)


def _linear(inputs: int, outputs: int, scale: float = 1.0) -> nn.Linear:
    layer = nn.Linear(inputs, outputs, bias=False)
    nn.init.normal_(layer.weight, std=scale * inputs**-0.5)
    return layer


class Attention(nn.Module):
    """Attend from one sequence to another, or to itself; the input is normalised first."""

    def __init__(self, width: int, heads: int, residual_scale: float) -> None:
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(width)
        self.query = _linear(width, width)
        self.key = _linear(width, width)
        self.value = _linear(width, width)
        self.output = _linear(width, width, residual_scale)

    def _split(self, states: Tensor) -> Tensor:
        batch, length, width = states.shape
        return states.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

    def forward(self, states: Tensor, memory: Tensor | None, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return `states` (B, T, D) plus what they find in `memory`, and the scores (B, H, T, S) of every place.

        Arguments: `memory` (B, S, D), or None for `states` themselves; `mask`, added to the scores, is 0 where
        one may look and very negative elsewhere.

        Written out, because PyTorch's fused attention took a third of the time on segments of 8 to 64 pieces.
        """
        queries = self.norm(states)
        source = queries if memory is None else memory
        query, key, value = (
            self._split(self.query(queries)),
            self._split(self.key(source)),
            self._split(self.value(source)),
        )
        scores = query @ key.transpose(2, 3) * query.shape[-1] ** -0.5 + mask
        found = scores.softmax(-1) @ value
        return states + self.output(found.transpose(1, 2).reshape(states.shape)), scores


class FeedForward(nn.Module):
    """Transform every position by itself; the input is normalised first."""

    def __init__(self, width: int, hidden: int, residual_scale: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.inner = _linear(width, hidden)
        self.outer = _linear(hidden, width, residual_scale)

    def forward(self, states: Tensor) -> Tensor:
        """Return `states` (B, T, D) plus their transformation."""
        transformed: Tensor = self.outer(functional.relu(self.inner(self.norm(states))))
        return states + transformed


class EncoderLayer(nn.Module):
    """One layer of the encoder."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        scale = (2 * shape.encoder_layers) ** -0.5
        self.attention = Attention(shape.width, shape.heads, scale)
        self.forward_block = FeedForward(shape.width, shape.hidden, scale)


class DecoderLayer(nn.Module):
    """One layer of the decoder."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        scale = (3 * shape.decoder_layers) ** -0.5
        self.attention = Attention(shape.width, shape.heads, scale)
        self.cross = Attention(shape.width, shape.heads, scale)
        self.forward_block = FeedForward(shape.width, shape.hidden, scale)


class Translator(nn.Module):
    """The whole model. Head 0 of the last cross attention is the one that is taught word alignments."""

    positions: Tensor

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        nn.init.normal_(self.embedding.weight, std=shape.width**-0.5)
        self.encoder = nn.ModuleList([EncoderLayer(shape) for _ in range(shape.encoder_layers)])
        self.encoder_norm = nn.LayerNorm(shape.width)
        self.decoder = nn.ModuleList([DecoderLayer(shape) for _ in range(shape.decoder_layers)])
        self.decoder_norm = nn.LayerNorm(shape.width)
        self.register_buffer("positions", sinusoidal_positions(MAX_POSITIONS, shape.width), persistent=False)

    def _embed(self, pieces: Tensor) -> Tensor:
        embedded: Tensor = self.embedding(pieces) * math.sqrt(self.shape.width)
        return embedded + self.positions[: pieces.shape[1]]

    def encode(self, source: Tensor, present: Tensor) -> tuple[Tensor, Tensor]:
        """Return the encoder's states (B, S, D) and the mask (B, 1, 1, S) for those who attend to them.

        Arguments: `source` (B, S) pieces; `present` (B, S) says which of them are no padding.
        """
        states = self._embed(source)
        mask = torch.zeros_like(present, dtype=states.dtype).masked_fill(~present, HIDDEN)[:, None, None, :]
        for layer in self.encoder:
            states = layer.forward_block(layer.attention(states, None, mask)[0])
        return self.encoder_norm(states), mask

    def decode(self, target: Tensor, memory: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return the decoder's states (B, T, D) and the log-probabilities (B, T, S) of the aligning head.

        Arguments: `target` (B, T) starts with the language tag; `memory` and `mask` are from `encode`.
        """
        states = self._embed(target)
        length = target.shape[1]
        future = torch.full((length, length), HIDDEN, dtype=states.dtype, device=states.device).triu(1)
        scores = mask
        for layer in self.decoder:
            states, _ = layer.attention(states, None, future)
            states, scores = layer.cross(states, memory, mask)
            states = layer.forward_block(states)
        return self.decoder_norm(states), scores[:, 0].float().log_softmax(-1)

    def logits(self, states: Tensor) -> Tensor:
        """Return the scores (..., V) of every piece for decoder states (..., D)."""
        return functional.linear(states, self.embedding.weight)


class SmoothedCrossEntropy(torch.autograd.Function):
    """Sum label-smoothed cross-entropy over rows, holding one (N, V) array where PyTorch's own holds three."""

    @staticmethod
    def forward(context: Any, logits: Tensor, labels: Tensor, smoothing: float) -> tuple[Tensor, Tensor]:
        """Return the smoothed loss and the plain cross-entropy, each summed over the N rows, in nats.

        Arguments: `logits` (N, V), `labels` (N), `smoothing` the share of the target spread evenly over V.
        """
        log_probabilities = logits.log_softmax(-1)
        rows = torch.arange(len(labels), device=labels.device)
        plain = -log_probabilities[rows, labels].float().sum()
        even = -log_probabilities.sum(-1).float().sum() / logits.shape[1]
        context.save_for_backward(log_probabilities, labels)
        context.smoothing = smoothing
        context.mark_non_differentiable(plain)
        return (1 - smoothing) * plain + smoothing * even, plain

    @staticmethod
    def backward(context: Any, *upstream: Tensor) -> tuple[Tensor, None, None]:  # type: ignore[override]
        """Return softmax minus the smoothed target, scaled."""
        log_probabilities, labels = context.saved_tensors
        slope = log_probabilities.exp_()
        slope -= context.smoothing / slope.shape[1]
        slope[torch.arange(len(labels), device=labels.device), labels] -= 1 - context.smoothing
        return slope.mul_(upstream[0]), None, None


def spoil_history(target_in: Tensor, placeholders: Tensor, share: float) -> Tensor:
    """Return the pieces written so far (B, T) with a share of them replaced by others of the batch.

    A model that only ever reads faultless targets while it learns loses count of its placeholders once it has written
    something odd. The tag in the first place and the placeholders stay.
    """
    others = target_in.flatten()[torch.randint(target_in.numel(), target_in.shape, device=target_in.device)]
    spoilt = torch.rand(target_in.shape, device=target_in.device) < share
    spoilt &= ~torch.isin(target_in, placeholders) & ~torch.isin(others, placeholders)
    spoilt[:, 0] = False
    return torch.where(spoilt, others, target_in)


def placeholder_loss(logits: Tensor, labels: Tensor, placeholders: Tensor) -> Tensor:
    """Return, summed over segments with placeholders, how unlikely each is where it is due and likely where it is not.

    A placeholder that has been written as often as the target holds it may not come again, one that the target lacks
    may not come at all, and the segment may not end before the last: the unlikelihood loss of Welleck et al. 2020,
    "Neural text generation with unlikelihood training", for these pieces alone. Ordinary cross-entropy hardly teaches
    this, because a placeholder too many or too few is one piece among many.

    Arguments: `logits` (B, T, V); `labels` (B, T), the pieces to write, padded with the end piece; `placeholders` (P,),
    the numbers of their pieces.
    """
    due = labels.unsqueeze(2) == placeholders
    left = due.flip(1).cumsum(1).flip(1)  # (B, T, P): how often each is still to come, this place included
    ended = torch.cat([torch.zeros_like(labels[:, :1]), (labels == END).cumsum(1)[:, :-1]], dim=1) > 0
    forbidden = torch.cat([left == 0, left.sum(2, keepdim=True) > 0], dim=2) & ~ended.unsqueeze(2)
    watched = logits[:, :, torch.cat([placeholders, placeholders.new_tensor([END])])].float()
    log_probabilities = watched - logits.float().logsumexp(2, keepdim=True)
    wrong = -torch.log1p(-log_probabilities.exp().clamp(max=1 - 1e-4))
    return wrong[forbidden].sum() - log_probabilities[:, :, :-1][due].sum()


def translation_losses(
    model: Translator, batch: dict[str, Tensor], smoothing: float, placeholders: Tensor, spoilt: float = 0.0
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return, summed over a batch, in nats: the smoothed loss, cross-entropy, alignment loss and placeholder loss.

    Arguments: `batch` has `source` (B, S), `present` (B, S), `target_in` and `target_out` (B, T), `written` (B, T:
    which target pieces are no padding) and `links` (B, T: the source place each target piece translates, or -1);
    `placeholders` (P,) are the numbers of their pieces; `spoilt` is the share of the pieces before each one that are
    replaced by others, in segments with placeholders.
    """
    labels, history = batch["target_out"], batch["target_in"]
    masked = torch.isin(labels, placeholders).any(1) | torch.isin(batch["source"], placeholders).any(1)
    if spoilt:
        history = torch.where(masked.unsqueeze(1), spoil_history(history, placeholders, spoilt), history)
    memory, mask = model.encode(batch["source"], batch["present"])
    states, scores = model.decode(history, memory, mask)
    written = batch["written"]
    smoothed, plain = SmoothedCrossEntropy.apply(model.logits(states[written]), labels[written], smoothing)
    linked = batch["links"] >= 0
    aligned = -scores[linked].gather(1, batch["links"][linked].unsqueeze(1)).sum()
    masking = placeholder_loss(model.logits(states[masked]), labels[masked], placeholders)
    return smoothed, plain, aligned, masking
