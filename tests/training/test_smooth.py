"""Smoothed layers say the same as those they replace, and go back to them."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="training only: pip install torch==2.13.0")

from training.model import WIDTH, Network, Sizes  # noqa: E402
from training.smooth import smooth, unsmoothed  # noqa: E402


def network() -> Network:
    torch.manual_seed(1)
    sizes = Sizes(dict.fromkeys(("upos", "sent"), 2), 3, 3, 2, {"mode": 2}, vocabulary=60)
    net = Network(sizes).eval()
    for layer in net.encoder.layers:
        layer.norm1.weight.data[:3] *= 30  # channels far above the rest, as trained encoders have them
    return net


def batch() -> dict[str, torch.Tensor]:
    ids = torch.arange(40).view(2, 20)
    return {"ids": ids, "shapes": torch.ones_like(ids), "mask": torch.ones(2, 20)}


@torch.inference_mode()
def test_states_stay_the_same() -> None:
    net = network()
    before = net.encoder(**batch())
    smooth(net.encoder, [batch()])
    assert torch.allclose(net.encoder(**batch()), before, atol=1e-3)


@torch.inference_mode()
def test_large_channels_shrink() -> None:
    net, seen = network(), []
    smooth(net.encoder, [batch()])
    up = net.encoder.layers[0].up
    up.register_forward_pre_hook(lambda _, args: seen.append(args[0].abs().flatten(0, -2).amax(0)))
    net.encoder(**batch())
    plain = network()
    plain.encoder.layers[0].up.register_forward_pre_hook(
        lambda _, args: seen.append(args[0].abs().flatten(0, -2).amax(0))
    )
    plain.encoder(**batch())
    smoothed, before = (x.max() / x.median() for x in seen)
    assert smoothed < before / 4


@torch.inference_mode()
def test_back_to_plain_layers() -> None:
    net = network()
    before = net.encoder(**batch())
    smooth(net.encoder, [batch()])
    plain = network()
    plain.load_state_dict(unsmoothed(net.state_dict()))
    assert torch.allclose(plain.encoder(**batch()), before, atol=1e-3)
    assert before.shape[-1] == WIDTH
