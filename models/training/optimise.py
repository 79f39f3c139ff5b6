"""Update the weights: Muon for the layers' matrices, AdamW for embeddings and norms, shared out among processes.

Weights and gradients are bfloat16 (or whatever the model is in) in two flat buffers; the optimisers work on float32
copies. Every process updates embeddings and norms, and a share of the matrices, whose new values it then sends to the
others: Muon's Newton-Schulz iterations cost a sixth of a step and need not be done twice.

Muon: Jordan 2024, "Muon: an optimizer for hidden layers in neural networks"; rates as measured for this model.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor, nn


@dataclass(frozen=True)
class Rates:
    """Hold the optimisers' peak rates and constants."""

    muon: float = 0.02
    adam: float = 2e-3
    momentum: float = 0.95
    betas: tuple[float, float] = (0.9, 0.98)
    muon_decay: float = 0.02
    clip: float = 1.0


def orthogonalise(matrix: Tensor, coefficients: tuple[float, float, float], steps: int, eps: float) -> Tensor:
    """Return the float32 matrix whose singular values are near 1 and whose singular vectors are those of `matrix`.

    The quintic Newton-Schulz iteration of Muon (Jordan 2024), on the side of the matrix that is the shorter.
    """
    linear, cubic, quintic = coefficients
    is_tall = matrix.shape[0] > matrix.shape[1]
    wide = matrix.float().T if is_tall else matrix.float()
    wide = wide / wide.norm().clamp(min=eps)
    for _ in range(steps):
        gram = wide @ wide.T
        wide = torch.addmm(wide, torch.addmm(gram, gram, gram, beta=cubic, alpha=quintic), wide, beta=linear)
    return wide.T if is_tall else wide


def orthogonalise_in_float32() -> None:
    """Have PyTorch's Muon orthogonalise in float32, for processors that only emulate its bfloat16."""
    torch.optim._muon._zeropower_via_newtonschulz = orthogonalise


def _share_out(matrices: dict[str, nn.Parameter], world: int) -> list[list[str]]:
    """Return the names of the matrices each process updates, the largest dealt out first to the least busy."""
    shares: list[list[str]] = [[] for _ in range(world)]
    load = [0] * world
    for name in sorted(matrices, key=lambda name: (-matrices[name].numel(), name)):
        lightest = load.index(min(load))
        shares[lightest].append(name)
        load[lightest] += matrices[name].numel()
    return shares


class Optimiser:
    """Own a model's weights and gradients and update them, together with the other processes if there are any."""

    def __init__(self, model: nn.Module, rates: Rates, *, rank: int = 0, world: int = 1) -> None:
        self.rates, self.rank, self.world = rates, rank, world
        self.parameters: dict[str, nn.Parameter] = dict(model.named_parameters())
        if next(iter(self.parameters.values())).dtype == torch.float32:
            orthogonalise_in_float32()
        matrices = {
            name: weight for name, weight in self.parameters.items() if weight.ndim == 2 and "embedding" not in name
        }
        self.shares = _share_out(matrices, world)
        self.replicated = [name for name in self.parameters if name not in matrices]
        self._flatten()
        own = [*self.replicated, *self.shares[rank]]
        self.masters: dict[str, Tensor] = {name: self.parameters[name].detach().float().clone() for name in own}
        self.adam = torch.optim.AdamW(
            [self.masters[name] for name in self.replicated], lr=rates.adam, betas=rates.betas, weight_decay=0.0
        )
        self.muon = torch.optim.Muon(
            [self.masters[name] for name in self.shares[rank]],
            lr=rates.muon,
            momentum=rates.momentum,
            weight_decay=rates.muon_decay,
        )

    def _flatten(self) -> None:
        """Move weights and gradients into one buffer each, ordered by who updates them."""
        order = [*self.replicated, *(name for share in self.shares for name in share)]
        total = sum(self.parameters[name].numel() for name in order)
        example = self.parameters[order[0]]
        self.weights = torch.empty(total, dtype=example.dtype, device=example.device)
        self.gradients = torch.zeros_like(self.weights)
        self._spans: list[tuple[int, int]] = []
        start = 0
        boundaries = {names[-1] for names in self.shares}
        share_start = sum(self.parameters[name].numel() for name in self.replicated)
        for name in order:
            weight = self.parameters[name]
            stop = start + weight.numel()
            self.weights[start:stop] = weight.detach().flatten()
            weight.data = self.weights[start:stop].view(weight.shape)
            weight.grad = self.gradients[start:stop].view(weight.shape)
            start = stop
            if name in boundaries:
                self._spans.append((share_start, stop))
                share_start = stop

    def step(self, scale: float) -> float:
        """Average gradients over processes, update, clear them; return the norm of embeddings' and norms' gradients.

        Arguments: `scale` multiplies the peak rates.
        """
        if self.world > 1:
            dist.all_reduce(self.gradients)
            self.gradients /= self.world
        for name, master in self.masters.items():
            gradient = self.parameters[name].grad
            master.grad = None if gradient is None else gradient.float()
        norm = torch.nn.utils.clip_grad_norm_([self.masters[name] for name in self.replicated], self.rates.clip)
        if torch.isfinite(norm):
            for group in self.adam.param_groups:
                group["lr"] = self.rates.adam * scale
            for group in self.muon.param_groups:
                group["lr"] = self.rates.muon * scale
            self.adam.step()
            self.muon.step()
            self._publish()
        self.gradients.zero_()
        return float(norm)

    @torch.no_grad()
    def _publish(self) -> None:
        """Round the float32 copies into the model's weights, on every process."""
        for name, master in self.masters.items():
            self.parameters[name].copy_(master)
        if self.world > 1:
            for owner, (start, stop) in enumerate(self._spans):
                dist.broadcast(self.weights[start:stop], src=owner)

    def state(self) -> dict[str, dict[str, Any]] | None:
        """Return, on process 0, every weight's float32 copy and optimiser moments by name; None elsewhere.

        All processes must call this together.
        """
        names = self.masters if self.rank == 0 else self.shares[self.rank]
        moments = {
            id(weight): state for optimiser in (self.adam, self.muon) for weight, state in optimiser.state.items()
        }
        own = {name: {"weight": self.masters[name], **moments.get(id(self.masters[name]), {})} for name in names}
        if self.world == 1:
            return own
        gathered: list[Any] | None = [None] * self.world if self.rank == 0 else None
        dist.gather_object(own, gathered)
        return None if gathered is None else {name: state for part in gathered for name, state in part.items()}

    def load(self, states: dict[str, dict[str, Any]]) -> None:
        """Take up what `state` returned, whatever the number of processes then."""
        with torch.no_grad():
            for name, master in self.masters.items():
                master.copy_(states[name]["weight"])
                optimiser = self.muon if name in self.shares[self.rank] else self.adam
                moments = {key: value for key, value in states[name].items() if key != "weight"}
                if moments:
                    optimiser.state[master] = {
                        key: value.clone().to(master.device if key != "step" else "cpu")
                        for key, value in moments.items()
                    }
            for name, weight in self.parameters.items():
                weight.copy_(states[name]["weight"])
