"""Model, set the table, light, render."""

from studio.stage.camera import set_camera
from studio.stage.light import set_lights
from studio.stage.scene import clear, save, set_render
from studio.stage.settings import set_table


def photograph(picture, path, *, width, height, samples, cut_out=False, threads=1):
    """Write the picture as a PNG of width x height pixels."""
    clear()
    frame = picture.build(picture.rng(), **picture.parameters)
    set_table(frame, picture.key, cut_out)
    set_lights(frame.width / 33)
    set_camera(frame, blur=not cut_out)
    set_render(width, height, samples, threads)
    save(path)
