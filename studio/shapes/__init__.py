"""Noise, meshes, solids, scattering: everything in centimetres."""

from studio.shapes.arranging import *
from studio.shapes.meshes import *
from studio.shapes.noise import *
from studio.shapes.scattering import *
from studio.shapes.solids import *
