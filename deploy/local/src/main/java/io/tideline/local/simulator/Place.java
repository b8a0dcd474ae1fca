package io.tideline.local.simulator;

/** A point on the earth, in degrees. */
public record Place(double latitude, double longitude) {
    public Place {
        if (!(Math.abs(latitude) <= 90)) {
            throw new BadRequest("Latitude must be in range of -90 to 90°. Given: " + latitude + ".");
        }
        if (!(Math.abs(longitude) <= 180)) {
            throw new BadRequest("Longitude must be in range of -180 to 180°. Given: " + longitude + ".");
        }
    }

    /** Metres above the sea; as made up as the rest. */
    double elevation() {
        return Math.round(Math.abs(latitude * 7 + longitude) % 400);
    }
}
