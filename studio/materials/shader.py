"""A small helper that writes the nodes of a material."""

import bpy


def colour(code):
    """Hex sRGB to linear RGBA."""
    code = code.lstrip("#")
    channels = [int(code[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels) + (
        1.0,
    )


def halfway(a, b):
    """Hex colour between two others."""
    pairs = [(int(a[k : k + 2], 16) + int(b[k : k + 2], 16)) // 2 for k in (1, 3, 5)]
    return "#{:02X}{:02X}{:02X}".format(*pairs)


class Shader:
    """Writes a Principled material; values may be numbers, hex colours or node outputs."""

    def __init__(self, name):
        self.material = bpy.data.materials.new(name)
        self.material.use_nodes = True
        self.tree = self.material.node_tree
        self.principled = self.tree.nodes["Principled BSDF"]
        self._coordinates = None

    def put(self, socket, value):
        if isinstance(value, bpy.types.NodeSocket):
            self.tree.links.new(value, socket)
        elif isinstance(value, str):
            socket.default_value = colour(value)
        elif socket.type == "RGBA" and isinstance(value, (int, float)):
            socket.default_value = (value, value, value, 1)
        else:
            socket.default_value = value

    def node(self, kind, inputs=None, **properties):
        node = self.tree.nodes.new(kind)
        for key, value in properties.items():
            setattr(node, key, value)
        for key, value in (inputs or {}).items():
            self.put(node.inputs[key], value)
        return node

    def position(self, stretch=None):
        if self._coordinates is None:
            self._coordinates = self.node("ShaderNodeTexCoord").outputs["Object"]
        if stretch is None:
            return self._coordinates
        return self.node(
            "ShaderNodeMapping", {"Vector": self._coordinates, "Scale": stretch}
        ).outputs[0]

    def noise(self, scale, detail=4.0, roughness=0.55, distortion=0.0, stretch=None):
        return self.node(
            "ShaderNodeTexNoise",
            {
                "Vector": self.position(stretch),
                "Scale": scale,
                "Detail": detail,
                "Roughness": roughness,
                "Distortion": distortion,
            },
        ).outputs[0]

    def cells(self, scale, feature="F1", stretch=None):
        return self.node(
            "ShaderNodeTexVoronoi",
            {"Vector": self.position(stretch), "Scale": scale},
            feature=feature,
        ).outputs["Distance"]

    def attribute(self, name):
        return self.node("ShaderNodeAttribute", attribute_name=name).outputs["Fac"]

    def ramp(self, factor, stops):
        """Colour ramp from [(position, hex or grey), ...]."""
        node = self.node("ShaderNodeValToRGB", {0: factor})
        elements = node.color_ramp.elements
        while len(elements) < len(stops):
            elements.new(0.5)
        for element, (position, value) in zip(elements, stops):
            element.position = position
            element.color = colour(value) if isinstance(value, str) else (value, value, value, 1)
        return node.outputs[0]

    def mix(self, factor, a, b, mode="MIX"):
        node = self.node("ShaderNodeMix", data_type="RGBA", blend_type=mode)
        for index, value in ((0, factor), (6, a), (7, b)):
            self.put(node.inputs[index], value)
        return node.outputs[2]

    def math(self, operation, a, b=0.0):
        return self.node("ShaderNodeMath", {0: a, 1: b}, operation=operation).outputs[0]

    def spread(self, value, low, high, to_low=0.0, to_high=1.0):
        node = self.node(
            "ShaderNodeMapRange",
            {
                "Value": value,
                "From Min": low,
                "From Max": high,
                "To Min": to_low,
                "To Max": to_high,
            },
        )
        return node.outputs[0]

    def bump(self, height, distance=0.1, strength=1.0, under=None):
        inputs = {"Height": height, "Distance": distance, "Strength": strength}
        if under is not None:
            inputs["Normal"] = under
        return self.node("ShaderNodeBump", inputs).outputs[0]

    def finish(self, glow=0.0, glow_radius=(1.0, 0.5, 0.25), glow_depth=0.3, **inputs):
        """Set Principled inputs; `glow` is subsurface weight, `glow_depth` its reach in cm."""
        if isinstance(glow, bpy.types.NodeSocket) or glow > 0:
            self.put(self.principled.inputs["Subsurface Weight"], glow)
            self.principled.inputs["Subsurface Radius"].default_value = glow_radius
            self.principled.inputs["Subsurface Scale"].default_value = glow_depth
        names = {
            "base": "Base Color",
            "coat": "Coat Weight",
            "specular": "Specular IOR Level",
            "transmission": "Transmission Weight",
        }
        for key, value in inputs.items():
            self.put(
                self.principled.inputs[
                    names.get(key, key.replace("_", " ").title().replace("Ior", "IOR"))
                ],
                value,
            )
        return self.material


def see_through_shadow(s, material, tint="#F7EFE2", amount=0.85):
    """Let shadow rays pass, since caustics are off."""
    out = s.tree.nodes["Material Output"]
    path = s.node("ShaderNodeLightPath").outputs["Is Shadow Ray"]
    clear = s.node("ShaderNodeBsdfTransparent", {"Color": tint})
    blend = s.node("ShaderNodeMixShader", {0: s.math("MULTIPLY", path, amount)})
    s.tree.links.new(s.principled.outputs[0], blend.inputs[1])
    s.tree.links.new(clear.outputs[0], blend.inputs[2])
    s.tree.links.new(blend.outputs[0], out.inputs["Surface"])
    return material
