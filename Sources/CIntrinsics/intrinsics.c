#include "cpu_features.h"
#include "constant_time.h"
#include "lanes.h"
