"""The map: `live_map(center=[lng, lat], markers=...)`."""

from foodapp.ui.map.live_map import LiveMap, live_map

__all__ = ["LiveMap", "live_map"]
