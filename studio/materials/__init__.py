"""One function a surface."""

from studio.materials.baked import *
from studio.materials.common import *
from studio.materials.dairy import *
from studio.materials.desserts import *
from studio.materials.grains import *
from studio.materials.italian import *
from studio.materials.liquids import *
from studio.materials.meat import *
from studio.materials.plants import *
from studio.materials.shader import *
from studio.materials.tables import *
from studio.materials.tableware import *
