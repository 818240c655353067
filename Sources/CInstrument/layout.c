#include "xinyu_instrument.h"
