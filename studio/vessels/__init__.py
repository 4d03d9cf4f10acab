"""What dishes lie in or on."""

from studio.vessels.boards import *
from studio.vessels.crockery import *
from studio.vessels.glasses import *
from studio.vessels.paper import *
