#pragma once

#include <string>
#include <string_view>

namespace qd::sandbox {

/// A small PNG made from a name: the same name gives the same bytes. "avatar-…" is a square with a letter-like
/// pattern, "banner-…" wide, anything else a landscape-shaped photo stand-in.
std::string makePicture(std::string_view name);

/// Width and height of the picture that makePicture gives for the name.
struct PictureSize {
    int width;
    int height;
};
PictureSize pictureSize(std::string_view name);

} // namespace qd::sandbox
