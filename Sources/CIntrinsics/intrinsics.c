#include "cpu_features.h"
#include "constant_time.h"
#include "counting.h"
#include "lanes.h"
