"""Orders at full speed while everything is killed, paused and cut at random; then every account is
checked: no acknowledged order is lost or paid twice, and every one ends."""
