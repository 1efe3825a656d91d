"""Encoder layers made ready for int8: what their matrix products read is brought to like size first.

After SmoothQuant (Xiao et al. 2023): a few channels of a transformer's states are much larger than the rest
and leave few of the 256 steps to the others. Each channel is divided by a factor and its row of the weights
multiplied by it, so that the product stays the same and the range is shared out better.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from training.model import ATTENTION_HEADS, LAYERS, WIDTH

SHARE = 0.75
_ROOT = (WIDTH // ATTENTION_HEADS) ** -0.5
"""How much of a channel's size goes over to the weights (alpha in the paper)."""
_LEAST = 1e-4


class SmoothedLayer(nn.Module):
    """A `Layer` with one product for query, key and value, and factors on what the products read."""

    def __init__(self, layer: nn.Module, largest: dict[str, Tensor]) -> None:
        """`largest` holds, per product of `layer`, the largest size of each channel that it read."""
        super().__init__()
        self.width = width = layer.query.in_features
        self.count = getattr(layer, "count", ATTENTION_HEADS)
        root = (width // self.count) ** -0.5
        self.norm1, self.norm2 = layer.norm1, layer.norm2
        value = nn.Linear(width, width)
        factor = _factor(largest["out"], [layer.out])
        value.weight = nn.Parameter(layer.value.weight / factor[:, None])
        value.bias = nn.Parameter(layer.value.bias / factor)
        self.out = _scaled([layer.out], factor)
        # The root of the width goes into the query, so that scores need no further factor.
        query = nn.Linear(width, width)
        query.weight = nn.Parameter(layer.query.weight * root)
        query.bias = nn.Parameter(layer.query.bias * root)
        joint = [query, layer.key, value]
        factor = _factor(largest["query"], joint)
        self.states = _scaled(joint, factor)
        self.register_buffer("before_states", 1 / factor)
        for name in ("up", "down"):
            linear = getattr(layer, name)
            factor = _factor(largest[name], [linear])
            setattr(self, name, _scaled([linear], factor))
            self.register_buffer(f"before_{name}", 1 / factor)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = x.shape
        width = self.width
        shape = (batch, length, self.count, width // self.count)
        query, key, value = self.states(x * self.before_states).split(width, dim=-1)
        q, k = query.view(shape).transpose(1, 2), key.view(shape).permute(0, 2, 3, 1)
        attention = torch.softmax(q @ k + bias, dim=-1)
        mixed = (attention @ value.view(shape).transpose(1, 2)).transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.out(mixed))
        return self.norm2(x + self.down(F.gelu(self.up(x * self.before_up)) * self.before_down))


def _factor(largest: Tensor, products: Sequence[nn.Linear]) -> Tensor:
    """One factor per channel, their geometric mean 1."""
    weights = torch.stack([linear.weight.detach().abs().amax(0) for linear in products]).amax(0)
    factor = largest.clamp(min=_LEAST) ** SHARE / weights.clamp(min=_LEAST) ** (1 - SHARE)
    return factor / factor.log().mean().exp()


def _scaled(products: Sequence[nn.Linear], factor: Tensor) -> nn.Linear:
    """The products as one, rows of the weights multiplied by `factor`."""
    joint = nn.Linear(len(factor), sum(linear.out_features for linear in products))
    joint.weight = nn.Parameter(torch.cat([linear.weight.detach() for linear in products]) * factor)
    joint.bias = nn.Parameter(torch.cat([linear.bias.detach() for linear in products]))
    return joint


def _note(seen: dict[str, Tensor], name: str, _: nn.Module, args: tuple[Tensor]) -> None:
    sizes = args[0].abs().flatten(0, -2).amax(0)
    seen[name] = torch.maximum(seen.get(name, sizes), sizes)


@torch.no_grad()
def smooth(encoder: nn.Module, batches: Iterable[dict[str, Tensor]]) -> None:
    """Give an encoder smoothed layers, in place, after what its products read in `batches`."""
    largest: list[dict[str, Tensor]] = [{} for _ in encoder.layers]
    hooks = []
    for layer, seen in zip(encoder.layers, largest, strict=True):
        for name in ("query", "out", "up", "down"):
            note = partial(_note, seen, name)
            hooks.append(getattr(layer, name).register_forward_pre_hook(note))
    for batch in batches:
        encoder(batch["ids"], batch["shapes"], batch["mask"])
    for hook in hooks:
        hook.remove()
    layers = [SmoothedLayer(layer, seen) for layer, seen in zip(encoder.layers, largest, strict=True)]
    encoder.layers = nn.ModuleList(layers)


def unsmoothed(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """The state of a network with smoothed layers as that of one with the layers of `training.model`.

    How `value` and `out` shared their sizes out is not known any more; their product is the same.
    """
    state = dict(state)
    for number in range(LAYERS):
        place = f"encoder.layers.{number}."
        for name in ("states", "up", "down"):
            state[f"{place}{name}.weight"] = state[f"{place}{name}.weight"] * state.pop(
                f"{place}before_{name}"
            )
        for part in ("weight", "bias"):
            query, key, value = state.pop(f"{place}states.{part}").split(WIDTH)
            state |= {
                f"{place}query.{part}": query / _ROOT,
                f"{place}key.{part}": key,
                f"{place}value.{part}": value,
            }
    return state
